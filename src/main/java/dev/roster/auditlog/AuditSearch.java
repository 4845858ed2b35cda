package dev.roster.auditlog;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.auditlog.AuditQuery.Facet;
import dev.roster.http.Texts;
import dev.roster.membership.GroupMember;
import dev.roster.membership.GroupMemberRepository;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a query means, and what could come next in it, for those who may see the audit log. */
@Component
public class AuditSearch {
    /** People and tokens that a name may mean. */
    private static final int MOST_PEOPLE = 50;

    private static final int MOST_COMPLETIONS = 10;

    private final AuditActions actions;
    private final AuditEventRepository events;
    private final GroupMemberRepository people;

    AuditSearch(AuditActions actions, AuditEventRepository events, GroupMemberRepository people) {
        this.actions = actions;
        this.events = events;
        this.people = people;
    }

    /** @throws InvalidException for an action that does not exist, or a day that is none */
    AuditFilter filter(Actor actor, OrganizationId organization, AuditQuery query, ZoneId zone) {
        actor.require(Permission.AUDIT_VIEW, organization);
        List<UUID> about = null;
        for (var word : query.words()) {
            var found = parties(organization, word);
            if (about == null) {
                about = new ArrayList<>(found);
            } else {
                about.retainAll(found);
            }
        }
        var company = query.of(Facet.IN);
        return new AuditFilter(
                parties(organization, query, Facet.ACTOR),
                actions(query.of(Facet.ACTION)),
                parties(organization, query, Facet.TARGET),
                about,
                query.day(Facet.AFTER, zone),
                query.day(Facet.BEFORE, zone),
                company.isEmpty() ? null : company);
    }

    private @Nullable List<UUID> parties(OrganizationId organization, AuditQuery query, Facet key) {
        var typed = query.of(key);
        return typed.isEmpty() ? null : parties(organization, typed);
    }

    /** By id, by a name or an address, or by the name of a token, role or group. */
    private List<UUID> parties(OrganizationId organization, String typed) {
        return Ids.read(typed)
                .map(List::of)
                .orElseGet(() -> Stream.concat(
                                people.listPeople(organization, typed, null, MOST_PEOPLE).stream()
                                        .map(person -> person.id().value()),
                                events.listNamed(organization, typed, MOST_PEOPLE).stream())
                        .distinct()
                        .toList());
    }

    /** Those whose key contains it: {@code role} means all about roles. */
    private @Nullable List<String> actions(String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        var wanted = typed.toLowerCase(Locale.ROOT);
        var exact = actions.keys().stream().filter(wanted::equals).toList();
        var found = exact.isEmpty()
                ? actions.keys().stream().filter(key -> key.contains(wanted)).toList()
                : exact;
        if (found.isEmpty()) {
            throw InvalidException.of("q", "audit-action", typed);
        }
        return found;
    }

    /**
     * A way to continue a query.
     *
     * @param query the whole of it
     * @param label what the last word means
     */
    public record Completion(String query, String label) {}

    /** Ways to continue the last word of what has been typed so far. */
    List<Completion> complete(
            Actor actor, OrganizationId organization, String typed, Texts texts, Instant now, ZoneId zone) {
        actor.require(Permission.AUDIT_VIEW, organization);
        if (typed.length() > AuditQuery.LONGEST || typed.indexOf('\0') >= 0) {
            return List.of();
        }
        int begin = typed.lastIndexOf(' ') + 1;
        var before = typed.substring(0, begin);
        var last = typed.substring(begin);
        int colon = last.indexOf(':');
        var key = colon < 0 ? null : Facet.find(last.substring(0, colon)).orElse(null);
        if (key == null) {
            return Stream.of(Facet.values())
                    .filter(each -> each.key().startsWith(last))
                    .map(each -> new Completion(before + each.key() + ":", texts.get("audit.query." + each.key())))
                    .toList();
        }
        var value = last.substring(colon + 1).replace("\"", "");
        return values(actor, organization, key, value, texts, LocalDate.ofInstant(now, zone))
                .limit(MOST_COMPLETIONS)
                .map(each -> new Completion(before + key.key() + ":" + AuditQuery.quoted(each.query()), each.label()))
                .toList();
    }

    private Stream<Completion> values(
            Actor actor, OrganizationId organization, Facet key, String value, Texts texts, LocalDate today) {
        return switch (key) {
            case ACTOR, TARGET ->
                people.listPeople(organization, value.strip(), null, MOST_COMPLETIONS).stream()
                        .map(AuditSearch::completion);
            case ACTION ->
                actions.keys().stream()
                        .filter(action -> action.contains(value.toLowerCase(Locale.ROOT)))
                        .map(action -> new Completion(action, texts.get("audit.action." + action)));
            case AFTER, BEFORE ->
                Stream.of(0, 1, 7, 30, 90)
                        .map(today::minusDays)
                        .filter(day -> day.toString().startsWith(value))
                        .map(day -> new Completion(day.toString(), texts.date(day)));
            case IN ->
                actor
                        .person()
                        .map(person -> events.listCompanies(organization, person, MOST_PEOPLE))
                        .orElse(List.of())
                        .stream()
                        .filter(company -> company.slug().contains(value)
                                || company.name().toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT)))
                        .map(company -> new Completion(company.slug(), company.name()));
        };
    }

    private static Completion completion(GroupMember person) {
        return new Completion(person.signInName(), person.displayName());
    }
}
