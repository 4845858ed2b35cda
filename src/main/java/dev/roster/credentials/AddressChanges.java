package dev.roster.credentials;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.link.Links;
import dev.roster.membership.AccountRepository;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.person.Profile;
import dev.roster.rights.Members;
import dev.roster.session.Sessions;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives somebody another e-mail address. Whoever has the address has the account, so this takes what setting their
 * password takes, and is not offered where nobody may do that.
 */
@Component
public class AddressChanges {
    private final Members members;
    private final AccountRepository accounts;
    private final Addresses addresses;
    private final Organizations organizations;
    private final Sessions sessions;
    private final Links links;
    private final AddressMails mails;
    private final PasswordMails passwordMails;
    private final AuditLog audit;
    private final Clock clock;

    AddressChanges(
            Members members,
            AccountRepository accounts,
            Addresses addresses,
            Organizations organizations,
            Sessions sessions,
            Links links,
            AddressMails mails,
            PasswordMails passwordMails,
            AuditLog audit,
            Clock clock) {
        this.members = members;
        this.accounts = accounts;
        this.addresses = addresses;
        this.organizations = organizations;
        this.sessions = sessions;
        this.links = links;
        this.mails = mails;
        this.passwordMails = passwordMails;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Puts another address in place of the one there is: it signs in from now on and the old one does not, links that
     * went to the old one are dead, sessions end, and both addresses are told.
     */
    @Transactional
    public Member change(Actor actor, OrganizationId organization, UserId user, String typed, Expected expected) {
        actor.require(Permission.USERS_EDIT, organization);
        var granted = actor.require(Permission.USERS_SET_PASSWORD, organization);
        var governed = members.getGoverned(granted, user);
        var before = governed.member();
        expected.require(before.version());
        var policy = organizations.get(organization).policy();
        requireOffered(before, policy);
        var email = read(typed);
        if (email.value().equals(before.email())) {
            return before;
        }
        if (before.hasEmail(email)) {
            Members.requireOwnAccount(governed);
            write(granted, before, email);
            return members.get(organization, user);
        }
        addresses.count(actor);
        var after = replace(granted, governed, email);
        tell(granted, policy, before, after, email);
        return after;
    }

    /** The person has confirmed the address by the link that was mailed to it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirmed(Permit granted, UserId user) {
        if (accounts.verifyEmail(user, clock.instant())) {
            audit.record(
                    granted, NewAuditEvent.of(CredentialsAction.EMAIL_CONFIRMED).to(user));
        }
    }

    private static void requireOffered(Member member, Policy policy) {
        Members.requireHome(member);
        Members.requireJoined(member, "change_email");
        if (!member.status().isListed()) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    "change_email", member.status().key());
        }
        if (policy.othersPasswords().isEmpty()) {
            throw UserProblem.ADDRESS_NOT_YOURS.with();
        }
    }

    private static EmailAddress read(String typed) {
        var errors = new InvalidException.Collector();
        var email = Profile.email(typed, errors);
        errors.throwIfAny();
        return Objects.requireNonNull(email);
    }

    private Member replace(OrganizationPermit granted, Members.Governed governed, EmailAddress email) {
        var before = governed.member();
        var user = before.id();
        links.endAll(granted, user);
        Members.requireOwnAccount(governed);
        write(granted, before, email);
        sessions.endAll(granted, user);
        audit.record(
                granted,
                NewAuditEvent.of(CredentialsAction.EMAIL_CHANGED)
                        .to(user)
                        .names(
                                before.email() == null ? Map.of() : Map.of("email", before.email()),
                                Map.of("email", email.value())));
        return members.get(granted.organization(), user);
    }

    private void tell(Permit granted, Policy policy, Member before, Member after, EmailAddress email) {
        EmailAddress.read(String.valueOf(before.email())).ifPresent(old -> mails.tellOld(granted, after, old));
        if (after.status() == MembershipStatus.PENDING) {
            passwordMails.sendSetPassword(
                    granted, Addressee.of(after), policy.links().forSetPassword(), Cause.ADMINISTRATOR);
        } else {
            mails.tellNew(granted, after, email);
        }
    }

    private void write(OrganizationPermit granted, Member before, EmailAddress email) {
        try {
            if (!accounts.setEmail(granted, before.id(), before.profile(), email)) {
                throw mayKnow(granted) ? addresses.taken(before.organization(), email) : elsewhere(email);
            }
        } catch (DuplicateKeyException atThisMoment) {
            throw elsewhere(email);
        }
    }

    /** What is known of an address is told to those who may create users. */
    private static boolean mayKnow(OrganizationPermit granted) {
        return granted.actor().may(Permission.USERS_CREATE, granted.organization());
    }

    private static ProblemException elsewhere(EmailAddress email) {
        return UserProblem.ADDRESS_KNOWN_ELSEWHERE.with(email.value());
    }
}
