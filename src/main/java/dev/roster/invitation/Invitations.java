package dev.roster.invitation;

import dev.roster.access.Actor;
import dev.roster.access.Author;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.invitation.InvitationRepository.Account;
import dev.roster.membership.LinkRequested;
import dev.roster.membership.Member;
import dev.roster.people.InvitationState;
import dev.roster.people.Joining;
import dev.roster.rights.Members;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What users who may invite do with invitations. The sender is responsible for what an invitation offers. */
@Component
public class Invitations {
    private final InvitationRepository repository;
    private final InvitationMails mails;
    private final Members members;
    private final Joining joining;
    private final InvitationLinks links;
    private final AuditLog audit;
    private final Clock clock;

    Invitations(
            InvitationRepository repository,
            InvitationMails mails,
            Members members,
            Joining joining,
            InvitationLinks links,
            AuditLog audit,
            Clock clock) {
        this.repository = repository;
        this.mails = mails;
        this.members = members;
        this.joining = joining;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    /** The last invitation of a user here, for those who may see the list of users. */
    InvitationState get(Actor actor, OrganizationId organization, UserId user) {
        actor.require(Permission.USERS_VIEW, organization);
        return InvitationState.of(members.get(organization, user), clock.instant())
                .orElseGet(() -> accepted(organization, user));
    }

    private InvitationState accepted(OrganizationId organization, UserId user) {
        var invitation = repository.find(organization, user).orElseThrow(InvitationProblem.NO_INVITATION::with);
        var by = repository.findName(invitation.inviter()).orElse(null);
        return new InvitationState("accepted", invitation.sentAt(), null, by);
    }

    /** Emails the same link again and restarts its validity period. Only while it can be accepted. */
    @Transactional
    public Member resend(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var member = invited(granted, user);
        var to = requireAddress(member);
        var link = links.get(member);
        if (!links.extend(granted, link)) {
            throw InvitationProblem.INVITATION_NOT_PENDING.with(member.displayName());
        }
        repository.sent(granted, user, Author.of(actor), clock.instant());
        mails.send(granted, user, to, link);
        audit.record(granted, NewAuditEvent.of(InvitationAction.RESENT).to(user));
        return members.get(organization, user);
    }

    /** Emails a new link; the old one becomes invalid. Only once it has expired or was declined. */
    @Transactional
    public Member renew(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var member = invited(granted, user);
        var to = requireAddress(member);
        if (member.isPending(clock.instant())) {
            throw InvitationProblem.INVITATION_PENDING.with(member.displayName());
        }
        joining.inviteAgain(granted, member);
        repository.sent(granted, user, Author.of(actor), clock.instant());
        mails.send(granted, user, to, links.issue(granted, user));
        return members.get(organization, user);
    }

    /** Sends it again or replaces it, whichever its status allows. */
    @Transactional
    public Member sendAgain(Actor actor, OrganizationId organization, UserId user) {
        return members.get(organization, user).isPending(clock.instant())
                ? resend(actor, organization, user)
                : renew(actor, organization, user);
    }

    /** An import did not send it when it invited the person. */
    @EventListener
    void send(LinkRequested requested) {
        sendAgain(requested.actor(), requested.granted().organization(), requested.user());
    }

    /** Why {@link #sendAgain} would currently be refused, or empty. */
    @Transactional
    public Optional<ProblemException> findObstacle(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        try {
            requireAddress(requireInvited(members.getToLookAt(granted, user)));
            return Optional.empty();
        } catch (ProblemException refused) {
            return Optional.of(refused);
        }
    }

    /** The link, to pass on by other means. It opens the same invitation, but proves no mailbox. Viewing it is recorded. */
    @Transactional
    public URI copyLink(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var member = invited(granted, user);
        if (!member.isPending(clock.instant())) {
            throw InvitationProblem.INVITATION_NOT_PENDING.with(member.displayName());
        }
        audit.record(granted, NewAuditEvent.of(InvitationAction.LINK_COPIED).to(user));
        return links.copied(links.get(member));
    }

    /** The invited user, for an actor who may invite them with everything they are offered. */
    private Member invited(OrganizationPermit granted, UserId user) {
        return requireInvited(members.getGoverned(granted, user).member());
    }

    private static Member requireInvited(Member member) {
        if (member.hasJoined()) {
            throw InvitationProblem.NO_INVITATION.with();
        }
        return member;
    }

    /** Checks that the account still has the address that was invited, as that is where the email goes. */
    private EmailAddress requireAddress(Member member) {
        return repository
                .findAccount(member.id(), member.organization())
                .map(Account::email)
                .filter(member::hasEmail)
                .orElseThrow(() -> InvitationProblem.INVITED_ADDRESS_GONE.with(member.signInName()));
    }
}
