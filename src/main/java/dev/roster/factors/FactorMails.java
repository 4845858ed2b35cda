package dev.roster.factors;

import dev.roster.access.Permit;
import dev.roster.http.Languages;
import dev.roster.http.TimeZones;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.NewMail;
import dev.roster.mail.Outbox;
import dev.roster.mail.QueuedMail;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;
import dev.roster.signin.Person;
import dev.roster.signin.PersonRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Tells people that a second factor was added to their account or removed from it, in case that was somebody else. */
@Component
class FactorMails implements MailRenderer {
    private static final String ADDED = "factor_added";
    private static final String REMOVED = "factor_removed";

    private final PersonRepository people;
    private final Outbox outbox;
    private final Languages languages;

    FactorMails(PersonRepository people, Outbox outbox, Languages languages) {
        this.people = people;
        this.outbox = outbox;
        this.languages = languages;
    }

    void tellAdded(Permit granted, UserId user) {
        tell(granted, user, ADDED);
    }

    void tellRemoved(Permit granted, UserId user) {
        tell(granted, user, REMOVED);
    }

    /** People without an address cannot be notified. */
    private void tell(Permit granted, UserId user, String kind) {
        people.find(user)
                .ifPresent(person -> EmailAddress.read(String.valueOf(person.email()))
                        .ifPresent(to -> outbox.enqueue(
                                granted,
                                new NewMail(granted.organizationOrNull(), user, kind, to, person.locale(), Map.of()))));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ADDED, REMOVED);
    }

    /** Reads for each on its own: there are few. */
    @Override
    public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> mails) {
        return mail -> Optional.ofNullable(mail.user()).flatMap(people::find).map(person -> content(mail, person));
    }

    private MailContent content(QueuedMail mail, Person person) {
        var texts = languages.in(mail.locale());
        var about = mail.kind().equals(ADDED) ? "mail.factor-added." : "mail.factor-removed.";
        var zone = TimeZones.of(String.valueOf(person.timeZone()));
        var at = texts.moment(mail.createdAt(), zone, mail.createdAt());
        return new MailContent(
                texts.get(about + "subject"),
                "Roster",
                List.of(
                        texts.get("mail.greeting", person.displayName()),
                        texts.get(about + "what", at),
                        texts.get(about + "then")),
                null,
                List.of(texts.get(about + "unexpected")));
    }
}
