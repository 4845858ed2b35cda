package dev.roster.rights;

import dev.roster.access.AccessProblem;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.membership.Member;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.UserProblem;
import dev.roster.role.RoleProblem;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds whom something is to be done to, and whether the actor may. Must be called in a transaction. */
@Component
public class Members {
    private final MemberRepository repository;
    private final Governing governing;

    /** A member whom the actor may act on, and what the actor holds. */
    public record Governed(Member member, Standing standing) {}

    Members(MemberRepository repository, Governing governing) {
        this.repository = repository;
        this.governing = governing;
    }

    /** Whoever is here or can come back; the removed and the erased are not. */
    public Member get(OrganizationId organization, UserId user) {
        return find(organization, user).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /** Whether nobody is listed in the organization. */
    public boolean isEmpty(OrganizationId organization) {
        return repository.isEmpty(organization);
    }

    /** The same, or nothing. */
    public Optional<Member> find(OrganizationId organization, UserId user) {
        return repository
                .find(organization, user)
                .filter(m -> m.status() != MembershipStatus.REMOVED && m.status() != MembershipStatus.ERASED);
    }

    /** The same, with changes of who they are and where their mail goes held back until the transaction ends. */
    public Member getHeld(OrganizationPermit granted, UserId user) {
        governing.share(granted);
        return get(granted.organization(), user);
    }

    /** Locks out every other change of rights, then lets through only who governs all that this person holds. */
    public Governed getGoverned(OrganizationPermit granted, UserId user) {
        var standing = governing.lock(granted);
        var member = get(granted.organization(), user);
        standing.requireMayActOn(user);
        return new Governed(member, standing);
    }

    /** The same for what changes nothing. */
    public Member getToLookAt(OrganizationPermit granted, UserId user) {
        var standing = governing.share(granted);
        var member = get(granted.organization(), user);
        standing.requireMayActOn(user);
        return member;
    }

    /** Locks out every other change of rights, then lets through anybody who is not this person themselves. */
    public Governed getAnother(OrganizationPermit granted, UserId user) {
        var standing = governing.lock(granted);
        requireAnother(granted, user);
        return new Governed(get(granted.organization(), user), standing);
    }

    /** For what somebody does to another person's account, whatever they govern. */
    public static void requireAnother(Permit granted, UserId user) {
        if (granted.actor().is(user)) {
            throw RoleProblem.NOT_TO_ONESELF.with();
        }
    }

    /** Whoever is only invited has shown nothing of their account yet, and nobody here has anything to do with it. */
    public static void requireJoined(Member member, String deed) {
        if (!member.hasJoined()) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(deed, member.status().key());
        }
    }

    /** That the account itself is this organization's to change: one of its own people, who lives nowhere else. */
    public static void requireOwnAccount(Governed governed) {
        var member = governed.member();
        requireHome(member);
        governed.standing().requireMayChangeAccount(member.id(), member.displayName());
    }

    /** The account of a guest belongs to their home organization. */
    public static void requireHome(Member member) {
        if (!member.home()) {
            throw UserProblem.NOT_HOME.with();
        }
    }
}
