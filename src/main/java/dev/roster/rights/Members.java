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

/** Finds the target of an operation, and checks whether the actor may act on it. Must be called in a transaction. */
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

    /** A user who is here or can be restored, unlike removed and erased ones. */
    public Member get(OrganizationId organization, UserId user) {
        return present(repository.find(organization, user));
    }

    private static Member present(Optional<Member> found) {
        return found.filter(Members::isPresent).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    private static boolean isPresent(Member member) {
        return member.status() != MembershipStatus.REMOVED && member.status() != MembershipStatus.ERASED;
    }

    /** Whether the organization has no listed users. */
    public boolean isEmpty(OrganizationId organization) {
        return repository.isEmpty(organization);
    }

    /** The same, or empty. */
    public Optional<Member> find(OrganizationId organization, UserId user) {
        return repository.find(organization, user).filter(Members::isPresent);
    }

    /** The same, with changes of their data and email address blocked until the transaction ends. */
    public Member getHeld(OrganizationPermit granted, UserId user) {
        return present(governing.share(granted, user).member());
    }

    /** Locks out every other change of rights, then checks that the actor governs everything that this person holds. */
    public Governed getGoverned(OrganizationPermit granted, UserId user) {
        var found = governing.lock(granted, user);
        var member = present(found.member());
        found.standing().requireMayActOn(user);
        return new Governed(member, found.standing());
    }

    /** The same for operations that change nothing. */
    public Member getToLookAt(OrganizationPermit granted, UserId user) {
        var found = governing.share(granted, user);
        var member = present(found.member());
        found.standing().requireMayActOn(user);
        return member;
    }

    /** Locks out every other change of rights, then checks that the actor is not this person themselves. */
    public Governed getAnother(OrganizationPermit granted, UserId user) {
        var found = governing.lock(granted, user);
        requireAnother(granted, user);
        return new Governed(present(found.member()), found.standing());
    }

    /** Checks that a person acts on someone else's account, regardless of what they govern. */
    public static void requireAnother(Permit granted, UserId user) {
        if (granted.actor().is(user)) {
            throw RoleProblem.NOT_TO_ONESELF.with();
        }
    }

    /** Until an invitation is accepted, this organization must not touch the account. */
    public static void requireJoined(Member member, String deed) {
        if (!member.hasJoined()) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(deed, member.status().key());
        }
    }

    /** Checks that the organization may change the account itself: it is the home, and the person belongs to no other. */
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
