package dev.roster.user;

import dev.roster.access.Granted;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.NewMail;
import dev.roster.mail.Outbox;
import dev.roster.mail.QueuedMail;
import dev.roster.organization.Organizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import dev.roster.web.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells a person, at the old address and at the new one, that their address was changed. */
@Component
class AddressMails implements MailRenderer {
    private static final String OLD = "email_changed_old";
    private static final String NEW = "email_changed_new";

    private final Outbox outbox;
    private final Organizations organizations;
    private final MemberRepository members;
    private final Languages languages;

    AddressMails(Outbox outbox, Organizations organizations, MemberRepository members, Languages languages) {
        this.outbox = outbox;
        this.organizations = organizations;
        this.members = members;
        this.languages = languages;
    }

    void tellOld(Granted granted, Member member, EmailAddress old) {
        send(granted, member, old, OLD);
    }

    void tellNew(Granted granted, Member member, EmailAddress email) {
        send(granted, member, email, NEW);
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
                : Optional.of(content(mail, person, organization));
    }

    private MailContent content(QueuedMail mail, UserId person, OrganizationId organization) {
        var name = organizations.get(organization).name();
        var texts = languages.in(mail.locale());
        var about = mail.kind().equals(OLD) ? "mail.email-changed-old." : "mail.email-changed-new.";
        var paragraphs = new ArrayList<>(List.of(texts.get("mail.greeting", members.getName(person))));
        paragraphs.add(
                mail.details().containsKey("by")
                        ? texts.get(about + "what.by", name, members.getName(new UserId(mail.id("by"))))
                        : texts.get(about + "what.other", name));
        paragraphs.add(texts.get(about + "then", mail.recipient()));
        return new MailContent(
                texts.get(about + "subject", name),
                name,
                paragraphs,
                null,
                List.of(texts.get("mail.email-changed.unexpected", name)));
    }

    private void send(Granted granted, Member member, EmailAddress to, String kind) {
        Map<String, Object> details = granted.actor()
                .person()
                .<Map<String, Object>>map(by -> Map.of("by", by.toString()))
                .orElse(Map.of());
        outbox.enqueue(granted, new NewMail(member.organization(), member.id(), kind, to, member.locale(), details));
    }
}
