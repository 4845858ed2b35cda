package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.draft.Drafts;
import dev.roster.groups.GroupMembers;
import dev.roster.idempotency.KeptAnswers;
import dev.roster.link.Links;
import dev.roster.mail.Outbox;
import dev.roster.membership.AccountRepository;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipEnded;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.Transition;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy.Departure;
import dev.roster.password.Passwords;
import dev.roster.person.KnownAs;
import dev.roster.person.MemberForgotten;
import dev.roster.person.UserErased;
import dev.roster.person.UserToBeErased;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.session.Sessions;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a person out of Roster for good: their data goes, their address and user name are free again. What is left is a
 * row without a name, by which the audit trail stays whole.
 */
@Component
public class Erasures {
    private final Members members;
    private final AccountRepository accounts;
    private final Organizations organizations;
    private final Governing governing;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Links links;
    private final Outbox outbox;
    private final GroupMembers groupMembers;
    private final Drafts drafts;
    private final KeptAnswers keptAnswers;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Erasures(
            Members members,
            AccountRepository accounts,
            Organizations organizations,
            Governing governing,
            Passwords passwords,
            Sessions sessions,
            Links links,
            Outbox outbox,
            GroupMembers groupMembers,
            Drafts drafts,
            KeptAnswers keptAnswers,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.members = members;
        this.accounts = accounts;
        this.organizations = organizations;
        this.governing = governing;
        this.passwords = passwords;
        this.sessions = sessions;
        this.links = links;
        this.outbox = outbox;
        this.groupMembers = groupMembers;
        this.drafts = drafts;
        this.keptAnswers = keptAnswers;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Erases a user: everywhere where the account is the organization's to change, and else here, with what the
     * organization knows of them, while the account stays. There is no way back.
     *
     * @param confirmation their e-mail address or user name, typed, so that nobody erases by a slip of the hand
     */
    @Transactional
    public void erase(Actor actor, OrganizationId organization, UserId user, String confirmation) {
        var granted = actor.require(Permission.USERS_ERASE, organization);
        members.get(organization, user);
        var known = knownAs(granted, user);
        events.publishEvent(new UserToBeErased(granted, known));
        var governed = members.getGoverned(granted, user);
        var member = governed.member();
        if (!organizations.get(organization).policy().offers(Departure.ERASE)) {
            throw UserProblem.NOT_OFFERED.with("erase");
        }
        if (!confirms(member, confirmation)) {
            throw InvalidException.of("confirm", "confirmation", member.confirmation());
        }
        governed.standing().requireAdministratorRemains(user);
        if (member.home() && governed.standing().mayChangeAccount(user)) {
            eraseEverywhere(granted, governed, known);
        } else {
            eraseHere(granted, member, known);
        }
    }

    /** The person as they are known here: everything this organization has of them goes, and nothing of anybody else's. */
    private void eraseHere(OrganizationPermit granted, Member member, KnownAs known) {
        var user = member.id();
        links.endAllHere(granted, user);
        outbox.forgetHere(granted, user);
        drafts.forgetHere(granted, user, known.everywhere());
        keptAnswers.forgetHere(granted, user, known.everywhere());
        audit.forgetNamesHere(granted, user);
        groupMembers.leaveAll(granted, user);
        events.publishEvent(new MembershipEnded(granted, user));
        events.publishEvent(new MemberForgotten(granted, user, known));
        accounts.moveHomeFrom(granted, user);
        accounts.forgetHere(granted, user, clock.instant());
        if (!accounts.isActiveAnywhere(user)) {
            sessions.endAll(granted, user);
        }
        record(granted, member, MembershipStatus.REMOVED);
    }

    private void eraseEverywhere(OrganizationPermit granted, Members.Governed governed, KnownAs known) {
        var member = governed.member();
        var user = member.id();
        // Links first, as those who follow one have them: a password set at this moment is then there to be dropped.
        links.endAll(granted, user);
        Members.requireOwnAccount(governed);
        governing.requireOperatorRemains(user);
        for (var elsewhere : accounts.listActiveElsewhere(user, granted.organization())) {
            governing.requireAdministratorRemains(granted, elsewhere, user);
        }
        accounts.hold(granted, user);
        // Those who were inviting them until this moment have made one more.
        links.endAll(granted, user);
        passwords.drop(granted, user);
        sessions.endAll(granted, user);
        outbox.forget(granted, user);
        drafts.forget(granted, user, known.everywhere());
        keptAnswers.forget(granted, user, known.everywhere());
        audit.forgetNames(granted, user);
        groupMembers.leaveEverywhere(granted, user);
        events.publishEvent(new UserErased(granted, user, known));
        accounts.erase(granted, user, clock.instant());
        record(granted, member, MembershipStatus.ERASED);
    }

    private void record(Permit granted, Member member, MembershipStatus after) {
        audit.record(
                granted,
                NewAuditEvent.of(Transition.ERASE)
                        .to(member.id())
                        .before(Map.of("status", member.status().key()))
                        .after(Map.of("status", after.key())));
    }

    /** Earlier addresses and user names, too: what was kept under one of those names them all the same. */
    private KnownAs knownAs(Permit granted, UserId user) {
        var now = accounts.knownAs(granted, user);
        var emails = new TreeSet<>(now.emails());
        audit.recordedNames(granted, user, "email")
                .forEach(before ->
                        EmailAddress.read(before).map(EmailAddress::key).ifPresent(emails::add));
        var usernames = new TreeSet<>(now.usernames());
        audit.recordedNames(granted, user, "username").stream()
                .map(Text::asciiLowerCase)
                .forEach(usernames::add);
        return new KnownAs(user, emails, usernames, now.displayName(), now.externalIds());
    }

    private static boolean confirms(Member member, String typed) {
        var username = member.username();
        var confirmed = Text.asciiLowerCase(typed.strip());
        return EmailAddress.read(typed).filter(member::hasEmail).isPresent()
                || (username != null && Text.asciiLowerCase(username).equals(confirmed));
    }
}
