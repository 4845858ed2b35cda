package dev.roster.effects;

import dev.roster.access.Author;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.effects.Effect.Affected;
import dev.roster.effects.Effect.Same;
import dev.roster.effects.EffectRepository.Offered;
import dev.roster.membership.Savepoints;
import dev.roster.rights.Authors;
import dev.roster.shared.OrganizationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Previews a change of rights by making it and rolling it back, so that it follows from the rules that decide, and is refused as
 * the change itself would be.
 */
@Component
public class Effects {
    /** The value of a form's button that asks for a preview. */
    public static final String PREVIEW = "preview";

    /** How many people are compared; the others are only counted. */
    static final int MOST = 500;

    private static final int MOST_INVITATIONS = 200;

    private final EffectRepository repository;
    private final Authors authors;
    private final Savepoints savepoints;

    Effects(EffectRepository repository, Authors authors, Savepoints savepoints) {
        this.repository = repository;
        this.authors = authors;
        this.savepoints = savepoints;
    }

    /** Who could do what before and after. */
    private record Rights(
            Map<UUID, Set<String>> people,
            Map<UUID, Set<String>> companies,
            Map<UUID, EffectRepository.Token> tokens,
            Map<UUID, String> validInvitations) {}

    /**
     * What the change would do to the organization's people.
     *
     * @param change the operation, which checks the actor's rights itself
     * @throws dev.roster.shared.ProblemException if the change would be refused
     */
    public Effect of(OrganizationPermit granted, Touched touched, Runnable change) {
        var here = granted.organization();
        return savepoints.undone(() -> {
            var holders = repository.listHolders(here, touched, MOST);
            long all = holders.size() < MOST ? holders.size() : repository.countHolders(here, touched);
            var before = rights(here, touched, holders);
            change.run();
            var after = rights(here, touched, holders);
            return new Effect(compare(before, after), invalid(before, after), all - holders.size());
        });
    }

    private Rights rights(OrganizationId here, Touched touched, Collection<UUID> holders) {
        var tokens = new LinkedHashMap<UUID, EffectRepository.Token>();
        var role = touched.role();
        if (role != null) {
            repository.listTokens(here, role, MOST).forEach(token -> tokens.put(token.id(), token));
        }
        return new Rights(
                repository.rightsOf(here, holders),
                repository.companiesOf(here, holders),
                tokens,
                validInvitations(here));
    }

    private Map<UUID, String> validInvitations(OrganizationId here) {
        var offers = repository.listOffers(here, MOST_INVITATIONS);
        var inviters = new LinkedHashMap<Author, Boolean>();
        var valid = new LinkedHashMap<UUID, String>();
        for (var offer : offers) {
            if (mayGive(here, offer, inviters)) {
                valid.put(offer.user(), offer.name());
            }
        }
        return valid;
    }

    private boolean mayGive(OrganizationId here, Offered offer, Map<Author, Boolean> inviters) {
        // Most invitations are by the same few people: whether they may invite at all is found out once.
        boolean may = inviters.computeIfAbsent(
                offer.inviter(), inviter -> authors.mayGive(here, inviter, Permission.USERS_CREATE, Set.of()));
        return may && authors.mayGive(here, offer.inviter(), Permission.USERS_CREATE, offer.roles());
    }

    private static List<String> invalid(Rights before, Rights after) {
        return before.validInvitations().entrySet().stream()
                .filter(valid -> !after.validInvitations().containsKey(valid.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private record Difference(List<String> gained, List<String> lost, List<String> companies) {
        boolean isNone() {
            return gained.isEmpty() && lost.isEmpty() && companies.isEmpty();
        }
    }

    private List<Same> compare(Rights before, Rights after) {
        var differences = new LinkedHashMap<Difference, List<Affected>>();
        var names = repository.namesOf(before.people().keySet());
        before.people().keySet().stream()
                .sorted(Comparator.comparing(user -> Objects.requireNonNullElse(names.get(user), "")))
                .forEach(user -> add(
                        differences,
                        new Difference(
                                without(
                                        after.people().get(user),
                                        before.people().get(user)),
                                without(
                                        before.people().get(user),
                                        after.people().get(user)),
                                without(
                                        before.companies().get(user),
                                        after.companies().get(user))),
                        new Affected(Objects.requireNonNullElse(names.get(user), ""), user)));
        before.tokens().forEach((id, token) -> {
            var then = after.tokens().get(id);
            var permissions = then == null ? Set.<String>of() : then.permissions();
            add(
                    differences,
                    new Difference(
                            without(permissions, token.permissions()),
                            without(token.permissions(), permissions),
                            List.of()),
                    new Affected(token.name(), null));
        });
        return differences.entrySet().stream()
                .map(entry -> new Same(
                        entry.getKey().gained(),
                        entry.getKey().lost(),
                        entry.getKey().companies(),
                        entry.getValue()))
                .toList();
    }

    private static void add(Map<Difference, List<Affected>> differences, Difference difference, Affected affected) {
        if (!difference.isNone()) {
            differences.computeIfAbsent(difference, _ -> new ArrayList<>()).add(affected);
        }
    }

    private static List<String> without(@Nullable Set<String> some, @Nullable Set<String> others) {
        var rest = new TreeSet<>(some == null ? Set.of() : some);
        rest.removeAll(others == null ? Set.of() : others);
        return List.copyOf(rest);
    }
}
