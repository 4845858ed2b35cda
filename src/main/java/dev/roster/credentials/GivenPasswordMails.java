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

/** Tells somebody that an administrator has given them another password: who and when, and never the password. */
@Component
class GivenPasswordMails implements MailRenderer {
    private static final String KIND = "password_given";

    private final MailDetails details;
    private final Outbox outbox;
    private final Organizations organizations;
    private final AccountRepository accounts;
    private final Languages languages;

    GivenPasswordMails(
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

    /** People without an address cannot be told. */
    void tell(Permit granted, Member member) {
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
        var when = texts.inUtc(mail.createdAt());
        var changed = details.who(mail)
                .map(by -> texts.get("mail.password-given.what.by", name, when, by))
                .orElseGet(() -> texts.get("mail.password-given.what.other", name, when));
        return new MailContent(
                texts.get("mail.password-given.subject", name),
                name,
                List.of(texts.get("mail.greeting", person), changed, texts.get("mail.password-given.then")),
                null,
                List.of(texts.get("mail.password-given.unexpected", name)));
    }
}
