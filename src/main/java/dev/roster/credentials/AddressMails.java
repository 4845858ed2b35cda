package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.http.Languages;
import dev.roster.http.Texts;
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
import dev.roster.organization.Organizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells a person, at the old address and at the new one, that it was changed; the new one they can confirm. */
@Component
class AddressMails implements MailRenderer {
    private static final String OLD = "email_changed_old";
    private static final String NEW = "email_changed_new";

    private final Links links;
    private final Outbox outbox;
    private final Organizations organizations;
    private final AccountRepository accounts;
    private final MailDetails mailDetails;
    private final Languages languages;

    AddressMails(
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

    void tellOld(Permit granted, Member member, EmailAddress old) {
        send(granted, member, old, OLD, MailDetails.by(granted));
    }

    void tellNew(Permit granted, Member member, EmailAddress email) {
        var works = organizations.get(member.organization()).policy().links().forEmailChange();
        var link = links.issue(granted, LinkKind.EMAIL_CHANGE, member.id(), works);
        send(granted, member, email, NEW, MailDetails.with(link, MailDetails.by(granted)));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(OLD, NEW);
    }

    @Override
    public Optional<MailContent> render(QueuedMail mail) {
        var person = mail.user();
        var organization = mail.organization();
        return person == null || organization == null
                ? Optional.empty()
                : accounts.findName(person).map(called -> content(mail, called, organization));
    }

    private MailContent content(QueuedMail mail, String person, OrganizationId organization) {
        var name = organizations.get(organization).name();
        var texts = languages.in(mail.locale());
        var about = mail.kind().equals(OLD) ? "mail.email-changed-old." : "mail.email-changed-new.";
        var changed = mailDetails
                .who(mail)
                .map(by -> texts.get(about + "what.by", name, by))
                .orElseGet(() -> texts.get(about + "what.other", name));
        return new MailContent(
                texts.get(about + "subject", name),
                name,
                List.of(texts.get("mail.greeting", person), changed, texts.get(about + "then", mail.recipient())),
                button(mail, texts),
                List.of(texts.get("mail.email-changed.unexpected", name)));
    }

    /** To confirm the new address, while that can be done. */
    private @Nullable Button button(QueuedMail mail, Texts texts) {
        return mail.kind().equals(OLD)
                ? null
                : mailDetails
                        .findLink(mail)
                        .map(link -> new Button(texts.get("mail.email-changed-new.button"), links.mailed(link)))
                        .orElse(null);
    }

    private void send(Permit granted, Member member, EmailAddress to, String kind, Map<String, Object> details) {
        outbox.enqueue(granted, new NewMail(member.organization(), member.id(), kind, to, member.locale(), details));
    }
}
