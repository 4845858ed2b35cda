package dev.roster.history;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.history.AccessThen.RoleThen;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who had access to an organization at some moment, with which roles: from the audit log alone, for those who may see it. */
@Component
class AccessReview {
    /** People whose events are replayed together. */
    private static final int AT_ONCE = 200;

    /** For one page, so that an organization of people who left long ago costs no more than others. */
    private static final int MOST_BATCHES = 10;

    private final RightsHistory history;
    private final RightsHistoryRepository repository;

    AccessReview(RightsHistory history, RightsHistoryRepository repository) {
        this.history = history;
        this.repository = repository;
    }

    /**
     * One page of the people who had access. A page may have fewer than {@code limit}, even none, although there is a next one.
     *
     * @param person only this one; null for everybody
     */
    Page<AccessThen> list(
            Actor actor,
            OrganizationId organization,
            Instant moment,
            @Nullable UserId person,
            @Nullable Cursor at,
            int limit) {
        actor.require(Permission.AUDIT_VIEW, organization);
        if (person != null) {
            return new Page<>(review(organization, List.of(person), moment), null, null);
        }
        var found = new ArrayList<AccessThen>();
        var last = at == null ? null : new UserId(at.position().id());
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            var next = repository.listKnown(organization, last, AT_ONCE);
            if (next.isEmpty()) {
                return new Page<>(found, null, null);
            }
            for (var then : review(organization, next, moment)) {
                if (found.size() == limit) {
                    return new Page<>(found, null, cursor(found.getLast().user()));
                }
                found.add(then);
            }
            last = next.getLast();
        }
        return new Page<>(found, null, cursor(Objects.requireNonNull(last)));
    }

    /** Everybody who had access, in the order of their ids. */
    void each(
            Actor actor,
            OrganizationId organization,
            Instant moment,
            @Nullable UserId person,
            Consumer<AccessThen> reader) {
        Cursor at = null;
        do {
            var page = list(actor, organization, moment, person, at, AT_ONCE);
            page.items().forEach(reader);
            at = page.next();
        } while (at != null);
    }

    private List<AccessThen> review(OrganizationId organization, List<UserId> users, Instant moment) {
        var then = history.at(organization, users, moment);
        var names = repository.listNames(users);
        var parents = repository.listOrganizationNames(then.held().values().stream()
                .flatMap(List::stream)
                .map(HeldThen::from)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return users.stream()
                .filter(user -> !then.of(user).isEmpty())
                .map(user -> new AccessThen(
                        user,
                        names.get(user),
                        then.of(user).stream()
                                .map(held -> new RoleThen(
                                        held.role(),
                                        held.roleName(),
                                        held.through(),
                                        held.group(),
                                        held.from() == null ? null : parents.get(held.from())))
                                .toList()))
                .toList();
    }

    private static Cursor cursor(UserId last) {
        return new Cursor(new Cursor.Position("", last.value()), false);
    }
}
