package dev.roster.creation;

import dev.roster.access.OrganizationPermit;
import dev.roster.group.Group;
import dev.roster.group.GroupRepository;
import dev.roster.groups.GroupMembers;
import dev.roster.membership.Member;
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
 * The only way to create users, shared by the console, the API, invitations and imports: always as a batch, possibly of one.
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

    /** Where new users come from, and whether they are notified at once. */
    public enum Origin {
        SINGLE,
        IMPORT,
        /** An import after which someone sends the links later. */
        IMPORT_WITHOUT_MAIL;

        boolean isImport() {
            return this != SINGLE;
        }

        boolean mails() {
            return this != IMPORT_WITHOUT_MAIL;
        }
    }

    /**
     * What became of one user.
     *
     * @param user null if refused
     * @param member as created; null if refused, and if an invitation or groups have to be read with them
     * @param refusal an {@link InvalidException} or a {@link ProblemException}; null if created
     */
    public record Outcome(
            @Nullable UserId user,
            @Nullable Member member,
            @Nullable RuntimeException refusal) {
        static Outcome created(UserId user, @Nullable Member member) {
            return new Outcome(user, member, null);
        }

        static Outcome refused(RuntimeException refusal) {
            return new Outcome(null, null, refusal);
        }

        /**
         * @return the created user
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
     * Creates each user completely, or not at all: account and membership, groups, password, invitation or email with the
     * link, audit event. A person whose address has an account already is offered a membership if the policy allows it.
     *
     * @param newcomers no two with the same address
     * @return what became of each, in order
     * @throws org.springframework.dao.DuplicateKeyException if one of the external ids has been taken in the meantime
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
                outcomes[place] = Outcome.refused(refused);
            }
        }
        var now = clock.instant();
        var written = allowed.isEmpty() ? Set.<UserId>of() : repository.insertAll(granted, allowed, now);
        onboardings.begin(
                granted,
                standing,
                policy,
                allowed.stream()
                        .filter(newcomer -> written.contains(newcomer.id()))
                        .toList(),
                origin);
        for (int place = 0; place < outcomes.length; place++) {
            if (outcomes[place] == null) {
                var newcomer = newcomers.get(place);
                outcomes[place] = written.contains(newcomer.id())
                        ? Outcome.created(newcomer.id(), newcomer.created(granted.organization(), now))
                        : inviteKnown(granted, standing, policy, newcomer, origin);
            }
        }
        return List.of(outcomes);
    }

    private Outcome inviteKnown(
            OrganizationPermit granted, Standing standing, Policy policy, NewUser newcomer, Origin origin) {
        try {
            return savepoints.within(() -> {
                var user = guests.invite(granted, policy, newcomer);
                onboardings.begin(granted, standing, policy, List.of(newcomer.withId(user)), origin);
                return Outcome.created(user, null);
            });
        } catch (ProblemException refused) {
            return Outcome.refused(refused);
        }
    }

    /** The groups that they join, as read under the lock: what a group carries may have changed since it was chosen. */
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
