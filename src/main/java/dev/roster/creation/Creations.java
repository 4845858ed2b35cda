package dev.roster.creation;

import dev.roster.access.OrganizationPermit;
import dev.roster.group.Group;
import dev.roster.group.GroupRepository;
import dev.roster.groups.GroupMembers;
import dev.roster.membership.NewUser;
import dev.roster.membership.NewUserRepository;
import dev.roster.membership.Savepoints;
import dev.roster.organization.Policy;
import dev.roster.rights.Governing;
import dev.roster.rights.Standing;
import dev.roster.shared.GroupId;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way in which users are created, by the console, the API, invitations and imports: as a batch, of which a single
 * creation is the smallest.
 */
@Component
public class Creations {
    private final NewUserRepository repository;
    private final GroupRepository groups;
    private final Guests guests;
    private final Onboardings onboardings;
    private final Governing governing;
    private final Savepoints savepoints;
    private final Clock clock;

    Creations(
            NewUserRepository repository,
            GroupRepository groups,
            Guests guests,
            Onboardings onboardings,
            Governing governing,
            Savepoints savepoints,
            Clock clock) {
        this.repository = repository;
        this.groups = groups;
        this.guests = guests;
        this.onboardings = onboardings;
        this.governing = governing;
        this.savepoints = savepoints;
        this.clock = clock;
    }

    /** Where new users come from, and whether they are told at once. */
    public enum Origin {
        SINGLE,
        IMPORT,
        /** An import that leaves it to a person to send the links later. */
        IMPORT_WITHOUT_MAIL;

        boolean isImport() {
            return this != SINGLE;
        }

        boolean mails() {
            return this != IMPORT_WITHOUT_MAIL;
        }
    }

    /**
     * What became of one of them.
     *
     * @param user null where refused
     * @param refusal an {@link InvalidException} or a {@link ProblemException}; null where created
     */
    public record Outcome(@Nullable UserId user, @Nullable RuntimeException refusal) {
        /**
         * @return who was created
         * @throws RuntimeException the refusal
         */
        public UserId orElseThrow() {
            if (refusal != null) {
                throw refusal;
            }
            return Objects.requireNonNull(user);
        }
    }

    /**
     * Creates each of them with all that belongs to them, or nothing of that one: account and membership, groups, password,
     * invitation or mail with the link, audit event. An address that is somebody's already is offered a membership, where
     * the policy lets others in.
     *
     * @param newcomers no two with the same address
     * @return what became of each, in their order
     * @throws org.springframework.dao.DuplicateKeyException where somebody got one of the external ids meanwhile
     */
    @Transactional
    public List<Outcome> create(OrganizationPermit granted, Policy policy, List<NewUser> newcomers, Origin origin) {
        if (newcomers.isEmpty()) {
            return List.of();
        }
        var standing = governing.share(granted);
        var known = groups(granted, newcomers);
        var outcomes = new Outcome[newcomers.size()];
        var allowed = new ArrayList<NewUser>();
        for (int place = 0; place < outcomes.length; place++) {
            var newcomer = newcomers.get(place);
            try {
                requireMayHandOut(standing, newcomer, known);
                allowed.add(newcomer);
            } catch (InvalidException | ProblemException refused) {
                outcomes[place] = new Outcome(null, refused);
            }
        }
        var written = allowed.isEmpty() ? Set.<UserId>of() : repository.insertAll(granted, allowed, clock.instant());
        onboardings.begin(
                granted,
                policy,
                allowed.stream()
                        .filter(newcomer -> written.contains(newcomer.id()))
                        .toList(),
                origin);
        for (int place = 0; place < outcomes.length; place++) {
            if (outcomes[place] == null) {
                var newcomer = newcomers.get(place);
                outcomes[place] = written.contains(newcomer.id())
                        ? new Outcome(newcomer.id(), null)
                        : inviteKnown(granted, policy, newcomer, origin);
            }
        }
        return List.of(outcomes);
    }

    private Outcome inviteKnown(OrganizationPermit granted, Policy policy, NewUser newcomer, Origin origin) {
        try {
            return savepoints.within(() -> {
                var user = guests.invite(granted, policy, newcomer);
                onboardings.begin(granted, policy, List.of(newcomer.withId(user)), origin);
                return new Outcome(user, null);
            });
        } catch (ProblemException refused) {
            return new Outcome(null, refused);
        }
    }

    /** The groups that they join, as they are under the lock: what one carries may have changed since it was chosen. */
    private Map<GroupId, Group> groups(OrganizationPermit granted, List<NewUser> newcomers) {
        var chosen = newcomers.stream()
                .flatMap(newcomer -> newcomer.groups().stream())
                .map(Group::id)
                .collect(Collectors.toSet());
        return chosen.isEmpty()
                ? Map.of()
                : groups.list(granted.organization(), chosen).stream()
                        .collect(Collectors.toMap(Group::id, Function.identity()));
    }

    private static void requireMayHandOut(Standing standing, NewUser newcomer, Map<GroupId, Group> known) {
        var role = newcomer.role();
        if (role != null) {
            standing.requireMayHandOut(role.id());
        }
        for (var chosen : newcomer.groups()) {
            var group = known.get(chosen.id());
            if (group == null) {
                throw InvalidException.of("groups", "unknown");
            }
            GroupMembers.requireMayHandOut(standing, group);
        }
    }
}
