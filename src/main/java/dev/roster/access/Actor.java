package dev.roster.access;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The author of a request, with what they hold in the organization at hand. Created once per request. */
public sealed interface Actor {

    /**
     * A person in a browser.
     *
     * @param mustAddFactor whether they have to set up a second factor before anything else
     * @param switches whether there is another organization they may switch to
     * @param factorAt when a second factor was last used in this session; null while they have none
     * @param authority null outside an organization, and if they hold nothing there
     */
    record SignedIn(
            UserId user,
            UUID session,
            String displayName,
            String locale,
            String timeZone,
            boolean operator,
            boolean mustChangePassword,
            boolean mustAddFactor,
            boolean switches,
            @Nullable Instant factorAt,
            @Nullable Authority authority)
            implements Actor {

        /** A person who acts without a browser, or has no second factor. */
        public SignedIn(
                UserId user,
                UUID session,
                String displayName,
                String locale,
                String timeZone,
                boolean operator,
                boolean mustChangePassword,
                boolean switches,
                @Nullable Authority authority) {
            this(
                    user,
                    session,
                    displayName,
                    locale,
                    timeZone,
                    operator,
                    mustChangePassword,
                    false,
                    switches,
                    null,
                    authority);
        }
    }

    /**
     * A machine with an API token: either an organization's, with one role, or the operator's.
     *
     * @param maker the person who created it, directly or through another token; null if there is none
     */
    record TokenHolder(
            UUID token,
            String name,
            boolean operator,
            @Nullable UserId maker,
            @Nullable Authority authority) implements Actor {}

    /**
     * Someone who has just proven their identity with a one-time link or a password: may do what that is for, to themselves
     * only.
     */
    record Proven(UserId user, @Nullable OrganizationId organization, String by) implements Actor {}

    /** Roster itself: the first start, jobs, demo data. Acts with the operator's rights. */
    record Job(String name) implements Actor {
        @Override
        public boolean operator() {
            return true;
        }
    }

    /** Runs this installation: has every permission everywhere and governs every role. */
    default boolean operator() {
        return false;
    }

    /** What is held in the organization at hand; null if nothing is. */
    default @Nullable Authority authority() {
        return null;
    }

    /** The user, if the actor is a person. */
    default Optional<UserId> person() {
        return switch (this) {
            case SignedIn signedIn -> Optional.of(signedIn.user());
            case Proven holder -> Optional.of(holder.user());
            case TokenHolder _, Job _ -> Optional.empty();
        };
    }

    default boolean is(UserId user) {
        return person().equals(Optional.of(user));
    }

    /** Whether the organization exists for this actor. If not, everything in it is a 404. */
    default boolean sees(OrganizationId organization) {
        var authority = authority();
        return operator() || (authority != null && authority.organization().equals(organization));
    }

    /** The organization on whose behalf they act here, if they act by a grant: their own. */
    default Optional<OrganizationId> homeWhenActingIn(OrganizationId organization) {
        var authority = authority();
        return authority != null && authority.organization().equals(organization)
                ? Optional.ofNullable(authority.home())
                : Optional.empty();
    }

    default boolean may(Permission permission, OrganizationId organization) {
        var authority = authority();
        return operator()
                || (authority != null
                        && authority.organization().equals(organization)
                        && authority.permissions().contains(permission));
    }

    /** Whether they may do anything there besides looking at users and roles, and editing their own profile. */
    default boolean administers(OrganizationId organization) {
        return Arrays.stream(Permission.values())
                .anyMatch(permission -> permission.administers() && may(permission, organization));
    }

    /**
     * The only way to get an {@link OrganizationPermit}.
     *
     * @throws dev.roster.shared.ProblemException {@code not-found} if the actor may not see the organization, {@code
     *     forbidden} if the permission is missing
     */
    default OrganizationPermit require(Permission permission, OrganizationId organization) {
        if (!sees(organization)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        if (!may(permission, organization)) {
            throw AccessProblem.FORBIDDEN.with(permission);
        }
        Needs.note(permission);
        return new OrganizationPermit(this, organization, permission);
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found}: actors who are not operators learn nothing */
    default OperatorPermit requireOperator() {
        if (!operator()) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return new OperatorPermit(this);
    }

    /** For what people do to themselves: their profile, password, sessions. */
    default SelfPermit requireSelf(UserId user) {
        if (!is(user)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return new SelfPermit(this, user);
    }
}
