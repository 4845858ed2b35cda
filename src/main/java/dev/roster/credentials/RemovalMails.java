package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.http.Languages;
import dev.roster.mail.MailContent;
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
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells somebody that they no longer belong to an organization. */
@Component
public class RemovalMails implements MailRenderer {
    private static final String KIND = "removed";

    private final MailDetails details;
    private final Outbox outbox;
    private final Organizations organizations;
    private final AccountRepository accounts;
    private final Languages languages;

    public RemovalMails(
            MailDetails details,
            Outbox outbox,
            Organizations organizations,
            AccountRepository accounts,
            Languages languages) {
        this.details = details;
        this.outbox = outbox;
        this.organizations = organizations;
        this.accounts = accounts;
        this.languages = languages;
    }

    /** Whoever has no address cannot be told. */
    public void tell(Permit granted, Member member) {
        EmailAddress.read(String.valueOf(member.email()))
                .ifPresent(to -> outbox.enqueue(
                        granted,
                        new NewMail(
                                member.organization(),
                                member.id(),
                                KIND,
                                to,
                                member.locale(),
                                MailDetails.by(granted))));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public Optional<MailContent> render(QueuedMail mail) {
        var person = mail.user();
        var organization = mail.organization();
        return person == null || organization == null
                ? Optional.empty()
                : accounts.findName(person).map(name -> content(mail, name, organization));
    }

    private MailContent content(QueuedMail mail, String person, OrganizationId organization) {
        var name = organizations.get(organization).name();
        var texts = languages.in(mail.locale());
        var removed = details.who(mail)
                .map(by -> texts.get("mail.removed.what.by", name, by))
                .orElseGet(() -> texts.get("mail.removed.what.other", name));
        return new MailContent(
                texts.get("mail.removed.subject", name),
                name,
                List.of(texts.get("mail.greeting", person), removed, texts.get("mail.removed.then", name)),
                null,
                List.of(texts.get("mail.removed.unexpected", name)));
    }
}
