package dev.roster.notice;

import dev.roster.access.Actor;
import dev.roster.access.Permit;
import dev.roster.audit.AuditRecorded;
import dev.roster.http.Languages;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.NewMail;
import dev.roster.mail.Outbox;
import dev.roster.mail.QueuedMail;
import dev.roster.notice.NoticeRepository.NewToken;
import dev.roster.notice.NoticeRepository.Reader;
import dev.roster.organization.Organizations;
import dev.roster.shared.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notifies administrators and the maker of a new API token; for the operator's tokens, the operators. */
@Component
class TokenMails implements MailRenderer {
    private static final String KIND = "token_created";
    private static final String TOKEN = "token";

    private final AppointmentRepository appointments;
    private final NoticeRepository repository;
    private final Outbox outbox;
    private final Organizations organizations;
    private final Languages languages;

    TokenMails(
            AppointmentRepository appointments,
            NoticeRepository repository,
            Outbox outbox,
            Organizations organizations,
            Languages languages) {
        this.appointments = appointments;
        this.repository = repository;
        this.outbox = outbox;
        this.organizations = organizations;
        this.languages = languages;
    }

    @EventListener
    void recorded(AuditRecorded recorded) {
        // Tokens that Roster creates itself, for example at the first start, are not announced.
        if (recorded.granted().actor() instanceof Actor.Job) {
            return;
        }
        for (var event : recorded.events()) {
            var target = event.target();
            if (event.action().equals("api_token.created") && target != null) {
                tell(recorded.granted(), target);
            }
        }
    }

    private void tell(Permit granted, UUID token) {
        var organization = granted.organizationOrNull();
        var told = new LinkedHashMap<UserId, Recipient>();
        maker(granted.actor()).flatMap(repository::findRecipient).ifPresent(to -> told.put(to.user(), to));
        var others = organization == null
                ? repository.listOperators(AdministratorMails.MOST_TOLD)
                : appointments.listToTell(organization, null, AdministratorMails.MOST_TOLD);
        others.forEach(to -> told.putIfAbsent(to.user(), to));
        outbox.enqueueAll(
                granted,
                told.values().stream()
                        .map(to -> new NewMail(
                                organization,
                                to.user(),
                                KIND,
                                to.email(),
                                to.locale(),
                                Map.of(TOKEN, token.toString())))
                        .toList());
    }

    private static Optional<UserId> maker(Actor actor) {
        return actor instanceof Actor.TokenHolder machine ? Optional.ofNullable(machine.maker()) : actor.person();
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    /** Reads for each on its own: there are few. */
    @Override
    public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> mails) {
        return this::render;
    }

    private Optional<MailContent> render(QueuedMail mail) {
        var reader = mail.user();
        return reader == null
                ? Optional.empty()
                : repository
                        .findReader(reader)
                        .flatMap(name -> repository.findToken(mail.id(TOKEN)).map(token -> content(mail, name, token)));
    }

    private MailContent content(QueuedMail mail, Reader reader, NewToken token) {
        var organization = mail.organization();
        var here = organization == null
                ? "Roster"
                : organizations.get(organization).name();
        var texts = languages.in(mail.locale());
        var when = texts.moment(mail.createdAt(), reader.zone(), mail.createdAt());
        var maker = token.maker();
        var made = maker == null
                ? texts.get("mail.token-created.what", token.name(), here, when)
                : texts.get("mail.token-created.by", token.name(), here, when, maker);
        var may = token.role() == null
                ? texts.get("mail.token-created.may-all")
                : texts.get("mail.token-created.may", token.role());
        return new MailContent(
                texts.get("mail.token-created.subject", here),
                here,
                List.of(texts.get("mail.greeting", reader.name()), made + " " + may),
                null,
                List.of(texts.get("mail.token-created.unexpected")));
    }
}
