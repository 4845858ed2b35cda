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

/** How a user becomes active: by setting the first password or answering an invitation. Also renews invitations. */
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
     * The effects of setting a password through an emailed link: the address is proven, and every pending membership becomes
     * active.
     */
    @Transactional
    public void passwordSet(Permit granted, UserId user) {
        accounts.verifyEmail(user, clock.instant());
        for (var organization : accounts.listPending(user)) {
            transitions.move(granted.in(organization), members.get(organization, user), Transition.SET_PASSWORD);
        }
    }

    /** The person accepts or declines an invitation. Of several concurrent answers the first one counts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answerInvitation(OrganizationPermit granted, UserId user, Transition answer) {
        transitions.move(granted, members.get(granted.organization(), user), answer);
        if (answer == Transition.ACCEPT) {
            accounts.becomeIndependent(granted, user);
            accounts.moveHomeTo(granted, user);
            // Read again: until now they had the name in the invitation.
            var joined = members.get(granted.organization(), user);
            repository.showOwnName(granted, user, joined.profile());
        }
    }

    /** Renews the invitation of a user who declined it or let it expire. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void inviteAgain(OrganizationPermit granted, Member member) {
        transitions.move(granted, member, Transition.INVITE_AGAIN);
    }
}
