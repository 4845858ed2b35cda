package dev.roster.renewal;

import dev.roster.access.OrganizationPermit;
import dev.roster.http.Languages;
import dev.roster.installation.Settings;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailContent.Button;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.NewMail;
import dev.roster.mail.Outbox;
import dev.roster.mail.QueuedMail;
import dev.roster.membership.Member;
import dev.roster.organization.Organizations;
import dev.roster.rights.Members;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Tells those who may invite a person that the person would like a new invitation. */
@Component
class RenewalMails implements MailRenderer {
    private static final String KIND = "renewal_request";
    private static final String PERSON = "person";
    private static final int MOST = 20;

    private final RenewalRepository repository;
    private final Outbox outbox;
    private final Members members;
    private final Organizations organizations;
    private final Languages languages;
    private final Settings settings;
    private final Clock clock;

    RenewalMails(
            RenewalRepository repository,
            Outbox outbox,
            Members members,
            Organizations organizations,
            Languages languages,
            Settings settings,
            Clock clock) {
        this.repository = repository;
        this.outbox = outbox;
        this.members = members;
        this.organizations = organizations;
        this.languages = languages;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param roles whose holders may invite this person */
    void send(OrganizationPermit granted, Member member, Set<RoleId> roles) {
        outbox.enqueueAll(
                granted,
                repository.listHolders(granted.organization(), roles, MOST).stream()
                        .map(to -> new NewMail(
                                granted.organization(),
                                to.user(),
                                KIND,
                                to.email(),
                                to.locale(),
                                Map.of(PERSON, member.id().toString())))
                        .toList());
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    /** Reads for each on its own: there are few. Obsolete once the person has a live invitation, or has none at all. */
    @Override
    public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> mails) {
        return mail -> members.find(Objects.requireNonNull(mail.organization()), new UserId(mail.id(PERSON)))
                .filter(member -> !member.hasJoined() && !member.isPending(clock.instant()))
                .map(member -> content(mail, member));
    }

    private MailContent content(QueuedMail mail, Member member) {
        var here = organizations.get(member.organization());
        var texts = languages.in(mail.locale());
        var page = settings.publicUrl() + "/o/" + here.slug() + "/users/" + member.id();
        return new MailContent(
                texts.get("mail.renewal-request.subject", member.displayName(), here.name()),
                here.name(),
                List.of(
                        texts.get("mail.renewal-request.what", member.displayName(), member.signInName(), here.name()),
                        texts.get("mail.renewal-request.then")),
                new Button(texts.get("mail.renewal-request.button"), URI.create(page)),
                List.of(texts.get("mail.renewal-request.unexpected")));
    }
}
