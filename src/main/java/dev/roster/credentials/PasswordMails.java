package dev.roster.credentials;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.credentials.LetterRepository.Names;
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
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The emails with which people set or reset their own password. The link is created when the email is sent, not before. */
@Component
public class PasswordMails implements MailRenderer {
    private static final String SET = LinkKind.SET_PASSWORD.key();
    private static final String RESET = LinkKind.RESET_PASSWORD.key();

    private final Links links;
    private final Outbox outbox;
    private final LetterRepository letters;
    private final MailDetails mailDetails;
    private final Languages languages;

    PasswordMails(Links links, Outbox outbox, LetterRepository letters, MailDetails mailDetails, Languages languages) {
        this.links = links;
        this.outbox = outbox;
        this.letters = letters;
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

    /** Emails a link with which a user who has just been created sets their first password. */
    public void sendFirst(OrganizationPermit granted, Addressee to, Duration validFor) {
        var link = links.issueFirst(granted, LinkKind.SET_PASSWORD, to.user(), validFor);
        enqueue(granted, to, link, MailDetails.by(granted));
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
    public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> mails) {
        var names = letters.list(mails);
        var live = mailDetails.links(mails);
        return mail -> Optional.ofNullable(names.get(mail.id()))
                // A link goes to the address that the person has when the email is sent.
                .filter(known -> mail.recipient().key().equals(known.emailKey()))
                .flatMap(known -> live.apply(mail).map(link -> content(mail, link, known)));
    }

    private MailContent content(QueuedMail mail, Link link, Names names) {
        var name = Objects.requireNonNullElse(names.organization(), "Roster");
        var texts = languages.in(mail.locale());
        var who = names.by();
        var about = mail.kind().equals(SET) ? "mail.set-password." : "mail.reset-password.";
        return new MailContent(
                texts.get(about + "subject", name),
                name,
                List.of(
                        texts.get("mail.greeting", names.person()),
                        texts.get(about + "why." + cause(mail, who), name, who == null ? "" : who),
                        texts.get(about + "what")),
                new Button(texts.get(about + "button"), links.mailed(link)),
                List.of(
                        texts.get("mail.works-until", texts.moment(link.expiresAt(), names.zone(), mail.createdAt())),
                        texts.get("mail.sign-in-with", mail.recipient()),
                        texts.get(about + "unexpected")));
    }

    private Link send(Permit granted, Addressee to, LinkKind kind, Duration validFor, Cause cause) {
        var link = cause == Cause.THEMSELVES
                ? links.issueUnlessLive(granted, kind, to.user(), validFor)
                : links.issue(granted, kind, to.user(), validFor);
        var caused = cause == Cause.THEMSELVES ? Map.<String, Object>of("themselves", true) : MailDetails.by(granted);
        enqueue(granted, to, link, caused);
        return link;
    }

    private void enqueue(Permit granted, Addressee to, Link link, Map<String, Object> caused) {
        var kind = link.kind().key();
        var details = MailDetails.with(link, caused);
        outbox.enqueue(
                granted, new NewMail(granted.organizationOrNull(), to.user(), kind, to.email(), to.locale(), details));
    }

    private static String cause(QueuedMail mail, @Nullable String who) {
        return mail.details().containsKey("themselves") ? "themselves" : who == null ? "other" : "by";
    }
}
