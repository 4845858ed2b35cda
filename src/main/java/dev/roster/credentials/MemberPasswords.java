package dev.roster.credentials;

import static dev.roster.membership.MembershipStatus.ACTIVE;
import static dev.roster.membership.MembershipStatus.INACTIVE;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.link.Links;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.PasswordAdministration;
import dev.roster.password.HashedPassword;
import dev.roster.password.PasswordGenerator;
import dev.roster.password.PasswordRules;
import dev.roster.password.Passwords;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.session.Sessions;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What an administrator does about somebody else's password: mail them a link, or give them another one. */
@Component
public class MemberPasswords {
    /** One person's mailbox, whoever fills it. */
    private static final RateLimit RESETS = new RateLimit("reset-mails", 5, Duration.ofMinutes(30));

    private final Members members;
    private final Governing governing;
    private final Organizations organizations;
    private final PasswordRules rules;
    private final PasswordGenerator generator;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Links links;
    private final PasswordMails mails;
    private final GivenPasswordMails givenMails;
    private final AuditLog audit;
    private final Throttle throttle;
    private final TransactionOperations transactions;

    MemberPasswords(
            Members members,
            Governing governing,
            Organizations organizations,
            PasswordRules rules,
            PasswordGenerator generator,
            Passwords passwords,
            Sessions sessions,
            Links links,
            PasswordMails mails,
            GivenPasswordMails givenMails,
            AuditLog audit,
            Throttle throttle,
            TransactionOperations transactions) {
        this.members = members;
        this.governing = governing;
        this.organizations = organizations;
        this.rules = rules;
        this.generator = generator;
        this.passwords = passwords;
        this.sessions = sessions;
        this.links = links;
        this.mails = mails;
        this.givenMails = givenMails;
        this.audit = audit;
        this.throttle = throttle;
        this.transactions = transactions;
    }

    /**
     * Mails a link to the person's own address: to reset the password, or to set the first one. Needs no governing: the
     * actor learns nothing and gains nothing by it.
     *
     * @throws dev.roster.shared.ProblemException {@code too-many-requests} after a few to the same person: each kills the
     *     link in the one before
     */
    public Member sendReset(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_RESET_PASSWORD, organization);
        // By organization: those who must not send this person anything use nothing up.
        throttle.take(RESETS, organization + " " + user);
        return Objects.requireNonNull(transactions.execute(transaction -> sendReset(granted, user)));
    }

    private Member sendReset(OrganizationPermit granted, UserId user) {
        // Held: the address must not be changed, nor the person erased, between reading it and queueing the mail.
        var member = members.getHeld(granted, user);
        Members.requireHome(member);
        var works = organizations.get(granted.organization()).policy().links();
        switch (member.status()) {
            case PENDING ->
                mails.sendSetPassword(granted, Addressee.of(member), works.forSetPassword(), Cause.ADMINISTRATOR);
            case ACTIVE ->
                mails.sendResetPassword(granted, Addressee.of(member), works.forResetPassword(), Cause.ADMINISTRATOR);
            default ->
                throw UserProblem.NOT_IN_THIS_STATUS.with(
                        "reset_password", member.status().key());
        }
        audit.record(
                granted,
                NewAuditEvent.of(CredentialsAction.PASSWORD_RESET_REQUESTED).to(user));
        return member;
    }

    /**
     * Makes a new password in place of the one there is, for the actor to hand over. The old one, every session and every
     * link of the person are dead with it, and they are told by mail.
     *
     * @return the password, which cannot be had again
     */
    public String generate(Actor actor, OrganizationId organization, UserId user) {
        var policy = offering(actor, organization, user, PasswordAdministration.GENERATE);
        var password = generator.generate(policy.password());
        give(
                actor,
                organization,
                user,
                policy,
                passwords.hash(password),
                NewAuditEvent.of(CredentialsAction.PASSWORD_GENERATED));
        return password;
    }

    /** The same with a password that the actor typed. */
    public Member set(Actor actor, OrganizationId organization, UserId user, String password) {
        var policy = offering(actor, organization, user, PasswordAdministration.SET);
        if (password.isEmpty()) {
            throw InvalidException.of("password", "required");
        }
        rules.require(
                policy.password(), password, members.get(organization, user).personal(), "password");
        give(
                actor,
                organization,
                user,
                policy,
                passwords.hash(password),
                NewAuditEvent.of(CredentialsAction.PASSWORD_SET));
        return members.get(organization, user);
    }

    /** What can be told before anything is hashed, which takes tens of milliseconds. */
    private Policy offering(Actor actor, OrganizationId organization, UserId user, PasswordAdministration way) {
        var granted = actor.require(Permission.USERS_SET_PASSWORD, organization);
        var member = members.get(organization, user);
        Members.requireHome(member);
        governing.look(granted).requireMayChangeAccount(user, member.displayName());
        var policy = organizations.get(organization).policy();
        if (!policy.othersPasswords().contains(way)) {
            throw UserProblem.PASSWORD_NOT_YOURS.with();
        }
        return policy;
    }

    private void give(
            Actor actor,
            OrganizationId organization,
            UserId user,
            Policy policy,
            HashedPassword hashed,
            NewAuditEvent event) {
        var granted = actor.require(Permission.USERS_SET_PASSWORD, organization);
        transactions.executeWithoutResult(transaction -> {
            var governed = members.getGoverned(granted, user);
            var member = governed.member();
            if (member.status() != ACTIVE && member.status() != INACTIVE) {
                throw UserProblem.NOT_IN_THIS_STATUS.with(
                        "set_password", member.status().key());
            }
            // Links first, as whoever follows one has them: the other way round the two could wait for each other.
            links.endAllButInvitations(granted, user);
            Members.requireOwnAccount(governed);
            passwords.give(granted, user, hashed, policy.changeGeneratedPassword());
            sessions.endAll(granted, user);
            audit.record(granted, event.to(user));
            givenMails.tell(granted, member);
        });
    }
}
