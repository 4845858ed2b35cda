package dev.roster.signin;

import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.AddressRecords;
import dev.roster.credentials.MailboxProofs;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.LinkProblem;
import dev.roster.link.Links;
import dev.roster.organization.Organizations;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.shared.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Confirms a new address through the link that was emailed to it. */
@Component
class AddressLinks {
    private final Links links;
    private final PersonRepository people;
    private final AddressRecords changes;
    private final Organizations organizations;
    private final Passwords passwords;
    private final MailboxProofs mailboxes;
    private final AuditLog audit;

    AddressLinks(
            Links links,
            PersonRepository people,
            AddressRecords changes,
            Organizations organizations,
            Passwords passwords,
            MailboxProofs mailboxes,
            AuditLog audit) {
        this.links = links;
        this.people = people;
        this.changes = changes;
        this.organizations = organizations;
        this.passwords = passwords;
        this.mailboxes = mailboxes;
        this.audit = audit;
    }

    /** The person whose address the link is to confirm; empty for a link that is dead or for another purpose. */
    Optional<Person> find(String token) {
        return links.findLive(token, LinkKind.EMAIL_CHANGE).flatMap(link -> people.find(link.user()));
    }

    /**
     * Consumes the link: the address is now proven. A password that others chose, or may have chosen, ends with it, along with
     * every session; what the person chose themselves stays.
     *
     * @param signedIn the user signed in in this browser, or null: the person who chose the password of an unproven account
     *     may be the one who proves it now
     * @return the path of a link to choose a password, if the existing one has ended
     */
    @Transactional
    Optional<String> confirm(String token, @Nullable UserId signedIn) {
        var link = links.open(token);
        if (people.find(link.user()).isEmpty()) {
            throw LinkProblem.LINK_UNKNOWN.with();
        }
        var granted = granted(link);
        links.consume(granted, link);
        changes.confirmed(granted, link.user());
        var password = passwords.find(link.user());
        if (password.isEmpty() || password.get().setBy() == SetBy.OWNER) {
            return Optional.empty();
        }
        if (password.get().setBy() == SetBy.HOLDER && link.user().equals(signedIn)) {
            mailboxes.own(granted, link.user());
            return Optional.empty();
        }
        return Optional.of(askForAnother(granted, link.user()));
    }

    private String askForAnother(Permit granted, UserId user) {
        var times = organizations.linkTimes(granted.organizationOrNull());
        mailboxes.endOthers(granted, user);
        audit.record(granted, NewAuditEvent.of(SignInAction.PASSWORD_DROPPED).to(user));
        var link = links.issue(granted, LinkKind.RESET_PASSWORD, user, times.forResetPassword());
        return links.mailed(link).getPath();
    }

    private Permit granted(Link link) {
        return links.holder(link).requireSelf(link.user()).inIfAny(link.organization());
    }
}
