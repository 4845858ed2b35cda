package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.credentials.MemberMails.Letter;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailContent.Button;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.QueuedMail;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.organization.Organizations;
import dev.roster.shared.EmailAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notifies a person, at both the old and the new address, of a change; the new address can be confirmed. */
@Component
class AddressMails implements MailRenderer {
    private static final String OLD = "email_changed_old";
    private static final String NEW = "email_changed_new";

    private final MemberMails mails;
    private final PasswordMails passwordMails;
    private final MailDetails details;
    private final Links links;
    private final Organizations organizations;

    AddressMails(
            MemberMails mails,
            PasswordMails passwordMails,
            MailDetails details,
            Links links,
            Organizations organizations) {
        this.mails = mails;
        this.passwordMails = passwordMails;
        this.details = details;
        this.links = links;
        this.organizations = organizations;
    }

    /** A person without a password is emailed a link to set one, which proves the new address as well. */
    void tell(Permit granted, Member before, Member after) {
        if (!before.isUnclaimed()) {
            EmailAddress.read(String.valueOf(before.email()))
                    .ifPresent(old -> mails.send(granted, after, old, OLD, MailDetails.by(granted)));
        }
        var times = organizations.get(after.organization()).policy().links();
        if (after.status() == MembershipStatus.PENDING) {
            passwordMails.sendSetPassword(granted, Addressee.of(after), times.forSetPassword(), Cause.ADMINISTRATOR);
            return;
        }
        var link = links.issue(granted, LinkKind.EMAIL_CHANGE, after.id(), times.forEmailChange());
        var to = Addressee.of(after).email();
        mails.send(granted, after, to, NEW, MailDetails.with(link, MailDetails.by(granted)));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(OLD, NEW);
    }

    @Override
    public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> queued) {
        var letters = mails.open(queued);
        var live = details.links(queued);
        return mail -> letters.apply(mail)
                .map(letter -> content(
                        mail,
                        letter,
                        mail.kind().equals(OLD) ? null : live.apply(mail).orElse(null)));
    }

    /** @param link to confirm the new address, while it can be confirmed */
    private MailContent content(QueuedMail mail, Letter letter, @Nullable Link link) {
        var about = mail.kind().equals(OLD) ? "mail.email-changed-old." : "mail.email-changed-new.";
        var texts = letter.texts();
        return letter.content(
                about,
                letter.done(about),
                texts.get(about + "then", mail.recipient()),
                link == null ? null : new Button(texts.get("mail.email-changed-new.button"), links.mailed(link)),
                texts.get("mail.email-changed.unexpected", letter.organization()));
    }
}
