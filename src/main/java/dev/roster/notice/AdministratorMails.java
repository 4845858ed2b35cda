package dev.roster.notice;

import dev.roster.access.OrganizationPermit;
import dev.roster.audit.AuditRecorded;
import dev.roster.http.Languages;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.NewMail;
import dev.roster.mail.Outbox;
import dev.roster.mail.QueuedMail;
import dev.roster.notice.AppointmentRepository.Appointed;
import dev.roster.notice.NoticeRepository.Reader;
import dev.roster.organization.Organizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notifies administrators of a new administrator, and operators of a new operator. */
@Component
class AdministratorMails implements MailRenderer {
    /** If an organization has many administrators, those who have been so longest are notified. */
    static final int MOST_TOLD = 20;

    private static final int MOST_NAMED = 10;
    private static final String ADMINISTRATORS = "administrators";
    private static final String OPERATOR = "operator_created";
    private static final String NOTICE = "notice";
    private static final String NEW = "new";
    private static final String ROSTER = "Roster";

    private final AppointmentRepository appointments;
    private final NoticeRepository repository;
    private final Outbox outbox;
    private final Organizations organizations;
    private final Languages languages;

    AdministratorMails(
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

    /** Notifies the previous administrators of the organization at hand. */
    void tell(OrganizationPermit granted, UUID notice) {
        var organization = granted.organization();
        outbox.enqueueAll(
                granted,
                appointments.listToTell(organization, notice, MOST_TOLD).stream()
                        .map(to -> new NewMail(
                                organization,
                                to.user(),
                                ADMINISTRATORS,
                                to.email(),
                                to.locale(),
                                Map.of(NOTICE, notice.toString())))
                        .toList());
    }

    @EventListener
    void recorded(AuditRecorded recorded) {
        for (var event : recorded.events()) {
            var target = event.target();
            if (event.action().equals("operator.created") && target != null) {
                outbox.enqueueAll(
                        recorded.granted(),
                        repository.listOperators(MOST_TOLD).stream()
                                .filter(to -> !to.user().value().equals(target))
                                .map(to -> new NewMail(
                                        null,
                                        to.user(),
                                        OPERATOR,
                                        to.email(),
                                        to.locale(),
                                        Map.of(NEW, target.toString())))
                                .toList());
            }
        }
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ADMINISTRATORS, OPERATOR);
    }

    /** Reads for each on its own: there are few. */
    @Override
    public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> mails) {
        return this::render;
    }

    private Optional<MailContent> render(QueuedMail mail) {
        var reader = mail.user();
        var name = reader == null ? Optional.<Reader>empty() : repository.findReader(reader);
        var organization = mail.organization();
        return organization == null
                ? name.map(called -> ofOperator(mail, called))
                : name.flatMap(called -> appointments
                        .find(mail.id(NOTICE), MOST_NAMED)
                        .map(appointed -> ofAdministrators(mail, called, organization, appointed)));
    }

    private MailContent ofAdministrators(
            QueuedMail mail, Reader reader, OrganizationId organization, Appointed appointed) {
        var here = organizations.get(organization).name();
        var texts = languages.in(mail.locale());
        var when = texts.moment(mail.createdAt(), reader.zone(), mail.createdAt());
        var names = String.join(", ", appointed.names());
        int unnamed = appointed.count() - appointed.names().size();
        var who = unnamed == 0
                ? texts.get("mail.administrators.who", appointed.count(), names, here)
                : texts.get("mail.administrators.many", appointed.count(), names, here, unnamed);
        var by = appointed.by() == null
                ? texts.get("mail.administrators.since", when)
                : texts.get("mail.administrators.by", appointed.by(), when);
        return new MailContent(
                texts.get("mail.administrators.subject", appointed.count(), here),
                here,
                List.of(
                        texts.get("mail.greeting", reader.name()),
                        who + " " + by,
                        texts.get("mail.administrators.then", here)),
                null,
                List.of(texts.get("mail.administrators.unexpected")));
    }

    private MailContent ofOperator(QueuedMail mail, Reader reader) {
        var texts = languages.in(mail.locale());
        var name = repository.findName(new UserId(mail.id(NEW))).orElse("–");
        return new MailContent(
                texts.get("mail.operator-created.subject"),
                ROSTER,
                List.of(
                        texts.get("mail.greeting", reader.name()),
                        texts.get(
                                "mail.operator-created.who",
                                name,
                                texts.moment(mail.createdAt(), reader.zone(), mail.createdAt()))),
                null,
                List.of(texts.get("mail.operator-created.unexpected")));
    }
}
