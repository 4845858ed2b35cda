package dev.roster.people;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.membership.AccountRepository;
import dev.roster.membership.Member;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.Transition;
import dev.roster.rights.Members;
import dev.roster.shared.UserId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How somebody comes to be active: the first password set, an invitation answered, or first sent anew. */
@Component
public class Joining {
    private final Members members;
    private final Transitions transitions;
    private final MemberRepository repository;
    private final AccountRepository accounts;
    private final Clock clock;

    Joining(
            Members members,
            Transitions transitions,
            MemberRepository repository,
            AccountRepository accounts,
            Clock clock) {
        this.members = members;
        this.transitions = transitions;
        this.repository = repository;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * What follows when a person has set their password by a mailed link: the address is proven, and every membership
     * that waited for it becomes active.
     */
    @Transactional
    public void passwordSet(Permit granted, UserId user) {
        accounts.verifyEmail(user, clock.instant());
        for (var organization : accounts.listPending(user)) {
            transitions.move(granted.in(organization), members.get(organization, user), Transition.SET_PASSWORD);
        }
    }

    /** The person says yes or no to an invitation. Of several answers at once the first counts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answerInvitation(OrganizationPermit granted, UserId user, Transition answer) {
        transitions.move(granted, members.get(granted.organization(), user), answer);
        if (answer == Transition.ACCEPT) {
            accounts.becomeIndependent(granted, user);
            accounts.moveHomeTo(granted, user);
            // Read anew: until now they were called what the invitation calls them.
            var joined = members.get(granted.organization(), user);
            repository.showOwnName(granted, user, joined.profile());
        }
    }

    /** Somebody who declined, or let the time run out, is invited anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void inviteAgain(OrganizationPermit granted, Member member) {
        transitions.move(granted, member, Transition.INVITE_AGAIN);
    }
}
