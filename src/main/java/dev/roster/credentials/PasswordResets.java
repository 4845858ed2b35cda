package dev.roster.credentials;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.rights.Members;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Emails people a link to choose a new password, when an administrator asks for it. */
@Component
public class PasswordResets {
    /** For one person's mailbox, across all senders. */
    private static final RateLimit RESETS = new RateLimit("reset-mails", 5, Duration.ofMinutes(30));

    private final Members members;
    private final Organizations organizations;
    private final PasswordMails mails;
    private final AuditLog audit;
    private final Throttle throttle;
    private final TransactionOperations transactions;

    PasswordResets(
            Members members,
            Organizations organizations,
            PasswordMails mails,
            AuditLog audit,
            Throttle throttle,
            TransactionOperations transactions) {
        this.members = members;
        this.organizations = organizations;
        this.mails = mails;
        this.audit = audit;
        this.throttle = throttle;
        this.transactions = transactions;
    }

    /**
     * Emails a link to the person's own address, to reset the password or to set the first one. Requires no governing: the
     * actor learns nothing and gains nothing by it.
     *
     * @throws dev.roster.shared.ProblemException {@code too-many-requests} after a few to the same person: each one
     *     invalidates the link in the one before
     */
    public Member send(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_RESET_PASSWORD, organization);
        // Per organization: those who may not send this person anything use up none of the budget.
        throttle.take(RESETS, organization + " " + user);
        return Objects.requireNonNull(transactions.execute(transaction -> send(granted, user)));
    }

    /**
     * The same for a person who has not set a password yet; nobody else gets an email.
     *
     * @throws dev.roster.shared.ProblemException as {@link #send}, and for a person who has one
     */
    public Member sendFirst(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_RESET_PASSWORD, organization);
        throttle.take(RESETS, organization + " " + user);
        return Objects.requireNonNull(transactions.execute(_ -> {
            requireFirst(members.getHeld(granted, user));
            return send(granted, user);
        }));
    }

    /** Why {@link #sendFirst} would currently be refused, or empty; nothing is counted. */
    @Transactional
    public Optional<ProblemException> findObstacle(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_RESET_PASSWORD, organization);
        try {
            var member = members.getHeld(granted, user);
            requireFirst(member);
            Addressee.of(member);
            return Optional.empty();
        } catch (ProblemException refused) {
            return Optional.of(refused);
        }
    }

    /** Emails the first link to a person who was created without one, for those who may create users here. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sendFirstOf(OrganizationPermit granted, UserId user) {
        throttle.take(RESETS, granted.organization() + " " + user);
        requireFirst(members.getHeld(granted, user));
        send(granted, user);
    }

    private static void requireFirst(Member member) {
        Members.requireHome(member);
        if (member.status() != MembershipStatus.PENDING) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    "send_link", member.status().key());
        }
    }

    private Member send(OrganizationPermit granted, UserId user) {
        // Locked, so that the address is not changed, nor the person erased, between reading it and queueing the email.
        var member = members.getHeld(granted, user);
        Members.requireHome(member);
        var times = organizations.get(granted.organization()).policy().links();
        switch (member.status()) {
            case PENDING ->
                mails.sendSetPassword(granted, Addressee.of(member), times.forSetPassword(), Cause.ADMINISTRATOR);
            case ACTIVE ->
                mails.sendResetPassword(granted, Addressee.of(member), times.forResetPassword(), Cause.ADMINISTRATOR);
            default ->
                throw UserProblem.NOT_IN_THIS_STATUS.with(
                        "reset_password", member.status().key());
        }
        audit.record(
                granted,
                NewAuditEvent.of(CredentialsAction.PASSWORD_RESET_REQUESTED).to(user));
        return member;
    }
}
