package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.credentials.LetterRepository.Names;
import dev.roster.http.Languages;
import dev.roster.http.Texts;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailContent.Button;
import dev.roster.mail.NewMail;
import dev.roster.mail.Outbox;
import dev.roster.mail.QueuedMail;
import dev.roster.membership.Member;
import dev.roster.shared.EmailAddress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is common to all emails in which an organization tells a user what was done to their account. */
@Component
class MemberMails {
    private final LetterRepository letters;
    private final Outbox outbox;
    private final Languages languages;

    MemberMails(LetterRepository letters, Outbox outbox, Languages languages) {
        this.letters = letters;
        this.outbox = outbox;
        this.languages = languages;
    }

    /** Queues an email that names the actor. People without an address cannot be notified. */
    void tell(Permit granted, Member member, String kind) {
        EmailAddress.read(String.valueOf(member.email()))
                .ifPresent(to -> send(granted, member, to, kind, MailDetails.by(granted)));
    }

    void send(Permit granted, Member member, EmailAddress to, String kind, Map<String, Object> details) {
        outbox.enqueue(granted, new NewMail(member.organization(), member.id(), kind, to, member.locale(), details));
    }

    /** Reads at once what such emails are written from. The result is empty if the person no longer has a name. */
    Function<QueuedMail, Optional<Letter>> open(List<QueuedMail> mails) {
        var names = letters.list(mails);
        return mail -> Optional.ofNullable(names.get(mail.id())).flatMap(known -> letter(mail, known));
    }

    private Optional<Letter> letter(QueuedMail mail, Names names) {
        return Optional.ofNullable(names.organization())
                .map(organization -> new Letter(
                        languages.in(mail.locale()), names.zone(), organization, names.person(), names.by()));
    }

    /**
     * @param zone the reader's
     * @param organization the organization's name
     * @param person the reader's name
     * @param by who did it, or null if that was no one in particular
     */
    record Letter(
            Texts texts,
            ZoneId zone,
            String organization,
            String person,
            @Nullable String by) {
        /**
         * Says what was done, and by whom if that is known: {@code what.by} or {@code what.other}.
         *
         * @param about the prefix of its message keys
         * @param facts further arguments of the sentence
         */
        String done(String about, Object... facts) {
            var arguments = new ArrayList<Object>();
            arguments.add(organization);
            arguments.addAll(List.of(facts));
            if (by != null) {
                arguments.add(by);
            }
            return texts.get(about + (by == null ? "what.other" : "what.by"), arguments.toArray());
        }

        /** @param then what follows from it for the reader */
        MailContent content(String about, String done, String then, @Nullable Button button, String unexpected) {
            return new MailContent(
                    texts.get(about + "subject", organization),
                    organization,
                    List.of(texts.get("mail.greeting", person), done, then),
                    button,
                    List.of(unexpected));
        }
    }
}
