package dev.roster.credentials;

import dev.roster.http.TimeZones;
import dev.roster.mail.MailId;
import dev.roster.mail.QueuedMail;
import dev.roster.shared.AcrossOrganizations;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The names in emails to users, as they are when the emails are sent. */
@Repository
class LetterRepository {
    private final JdbcClient jdbc;

    LetterRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The names in one email.
     *
     * @param person the reader's
     * @param emailKey the reader's current address; null if they have none
     * @param organization null if the email is about an account that belongs to none
     * @param by who caused it, with their organization if the reader does not know them; null if that was no one in particular
     * @param zone the reader's
     */
    record Names(
            String person,
            @Nullable String emailKey,
            @Nullable String organization,
            @Nullable String by,
            ZoneId zone) {}

    /** Nothing for an email that has been deleted, or whose reader no longer has a name. */
    @AcrossOrganizations(because = "an email names its reader and its cause, whose homes may be anywhere")
    Map<MailId, Names> list(List<QueuedMail> mails) {
        var names = new HashMap<MailId, Names>();
        jdbc.sql("""
                select m.id, reader.display_name person, reader.email_key, reader.time_zone, o.name organization,
                       cause.display_name || coalesce(' (' || home.name || ')', '') caused_by
                  from mails m
                  join people reader on reader.id = m.user_id and reader.erased_at is null
                  left join organizations o on o.id = m.organization_id
                  left join profiles cause on cause.user_id = (m.details ->> 'by')::uuid
                  left join organizations home on home.id = (m.details ->> 'home')::uuid
                 where m.id = any (:mails)
                """)
                .param("mails", mails.stream().map(mail -> mail.id().value()).toArray(UUID[]::new))
                .query(row -> {
                    names.put(
                            new MailId(row.getObject("id", UUID.class)),
                            new Names(
                                    row.getString("person"),
                                    row.getString("email_key"),
                                    row.getString("organization"),
                                    row.getString("caused_by"),
                                    TimeZones.of(row.getString("time_zone"))));
                });
        return names;
    }
}
