package dev.roster.access;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whoever makes a request, with what they hold in the organization at hand. Made once a request. */
public sealed interface Actor {

    /**
     * A person in a browser.
     *
     * @param switches whether there is another organization that they may enter
     * @param authority null outside an organization and where they hold nothing
     */
    record SignedIn(
            UserId user,
            UUID session,
            String displayName,
            String locale,
            String timeZone,
            boolean operator,
            boolean mustChangePassword,
            boolean switches,
            @Nullable Authority authority)
            implements Actor {}

    /**
     * A machine with an API token: of one organization with one role, or the operator's.
     *
     * @param maker the person who made it, or the token that made it; null where there is none
     */
    record TokenHolder(
            UUID token,
            String name,
            boolean operator,
            @Nullable UserId maker,
            @Nullable Authority authority) implements Actor {}

    /** Somebody who has just proven who they are, by a one-time link or a password: may do what that is for, to themselves. */
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

    /** What is held in the organization at hand; null where nothing is. */
    default @Nullable Authority authority() {
        return null;
    }

    /** Who this is, where it is a person. */
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

    /** Whether the organization exists for this actor. Where it does not, everything in it is a 404. */
    default boolean sees(OrganizationId organization) {
        var authority = authority();
        return operator() || (authority != null && authority.organization().equals(organization));
    }

    /** On whose behalf they act in this organization, where it is by a grant: their own organization. */
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

    /**
     * The one way to a {@link OrganizationPermit}.
     *
     * @throws dev.roster.shared.ProblemException {@code not-found} where the organization is not theirs to see,
     *     {@code forbidden} where the permission is missing
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

    /** @throws dev.roster.shared.ProblemException {@code not-found}: who is no operator learns nothing */
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
