package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.http.Languages;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailContent.Button;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.NewMail;
import dev.roster.mail.Outbox;
import dev.roster.mail.QueuedMail;
import dev.roster.membership.AccountRepository;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The emails with which people set or reset their own password. The link is created when the email is sent, not before. */
@Component
public class PasswordMails implements MailRenderer {
    private static final String SET = LinkKind.SET_PASSWORD.key();
    private static final String RESET = LinkKind.RESET_PASSWORD.key();

    private final Links links;
    private final Outbox outbox;
    private final Organizations organizations;
    private final AccountRepository accounts;
    private final MailDetails mailDetails;
    private final Languages languages;

    PasswordMails(
            Links links,
            Outbox outbox,
            Organizations organizations,
            AccountRepository accounts,
            MailDetails mailDetails,
            Languages languages) {
        this.links = links;
        this.outbox = outbox;
        this.organizations = organizations;
        this.accounts = accounts;
        this.mailDetails = mailDetails;
        this.languages = languages;
    }

    /** Who asked for a reset. */
    public enum Cause {
        ADMINISTRATOR,
        /** Through "forgot password". */
        THEMSELVES
    }

    /** The recipient: the address on record, never one that was typed. */
    public record Addressee(UserId user, EmailAddress email, String locale) {
        /** A member whose address is known. */
        public static Addressee of(Member member) {
            var email = EmailAddress.read(String.valueOf(member.email())).orElseThrow(UserProblem.NO_ADDRESS::with);
            return new Addressee(member.id(), email, member.locale());
        }
    }

    /** Emails a link with which a new (or restored) user sets their first password. */
    public Link sendSetPassword(Permit granted, Addressee to, Duration validFor, Cause cause) {
        return send(granted, to, LinkKind.SET_PASSWORD, validFor, cause);
    }

    /**
     * Emails a link with which a person replaces their password. It invalidates an earlier one, except that a person who asks
     * again within the hour gets the same link.
     */
    public Link sendResetPassword(Permit granted, Addressee to, Duration validFor, Cause cause) {
        return send(granted, to, LinkKind.RESET_PASSWORD, validFor, cause);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(SET, RESET);
    }

    @Override
    public Optional<MailContent> render(QueuedMail mail) {
        var person = mail.user();
        if (person == null) {
            return Optional.empty();
        }
        if (!accounts.hasEmail(person, mail.recipient())) {
            return Optional.empty();
        }
        return mailDetails
                .findLink(mail)
                .flatMap(link -> accounts.findName(person).map(name -> content(mail, link, name)));
    }

    private MailContent content(QueuedMail mail, Link link, String person) {
        var organization = mail.organization();
        var name = organization == null
                ? "Roster"
                : organizations.get(organization).name();
        var texts = languages.in(mail.locale());
        var who = mailDetails.who(mail);
        var about = mail.kind().equals(SET) ? "mail.set-password." : "mail.reset-password.";
        return new MailContent(
                texts.get(about + "subject", name),
                name,
                List.of(
                        texts.get("mail.greeting", person),
                        texts.get(about + "why." + cause(mail, who), name, who.orElse("")),
                        texts.get(about + "what")),
                new Button(texts.get(about + "button"), links.mailed(link)),
                List.of(
                        texts.get("mail.works-until", texts.inUtc(link.expiresAt())),
                        texts.get("mail.sign-in-with", mail.recipient()),
                        texts.get(about + "unexpected")));
    }

    private Link send(Permit granted, Addressee to, LinkKind kind, Duration validFor, Cause cause) {
        var link = cause == Cause.THEMSELVES
                ? links.issueUnlessLive(granted, kind, to.user(), validFor)
                : links.issue(granted, kind, to.user(), validFor);
        var caused = cause == Cause.THEMSELVES ? Map.<String, Object>of("themselves", true) : MailDetails.by(granted);
        var details = MailDetails.with(link, caused);
        outbox.enqueue(
                granted,
                new NewMail(granted.organizationOrNull(), to.user(), kind.key(), to.email(), to.locale(), details));
        return link;
    }

    private static String cause(QueuedMail mail, Optional<String> who) {
        return mail.details().containsKey("themselves") ? "themselves" : who.isPresent() ? "by" : "other";
    }
}
