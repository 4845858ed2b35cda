package dev.roster.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.shared.EmailAddress;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MailMessageTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final List<String> HEADERS = List.of(
            "From",
            "To",
            "Message-ID",
            "Subject",
            "Date",
            "Auto-Submitted",
            "Content-Language",
            "MIME-Version",
            "Content-Type");

    @Test
    void no_name_adds_a_header_or_changes_another() {
        var nasty = nasty();
        Property.holds(500, given -> requireTheSameHeaders(given.any(nasty), given.any(nasty)));
    }

    private static void requireTheSameHeaders(String name, String subject) throws Exception {
        var mail = travelled(name, subject);
        assertThat(Collections.list(mail.getAllHeaders()))
                .extracting(Header::getName)
                .containsExactlyInAnyOrderElementsOf(HEADERS);
        assertThat(mail.getFrom()).hasSize(1);
        var from = (InternetAddress) mail.getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("roster@roster.example");
        var shown = HeaderText.oneLine(name);
        assertThat(from.getPersonal()).isEqualTo(shown.isEmpty() ? "Roster" : shown);
        assertThat(mail.getSubject()).isEqualTo(HeaderText.oneLine(subject));
        assertThat(mail.getRecipients(Message.RecipientType.TO))
                .containsExactly(new InternetAddress("ada@example.org"));
    }

    private static Generator<String> nasty() {
        var pieces = Generator.of(
                "\r\nBcc: eve@example.org\r\n",
                "\n\nbody",
                "\r",
                "\u0085X: y",
                "\u2028X: y",
                "\"",
                "\\",
                "<eve@example.org>",
                ",eve@example.org",
                ";",
                "(",
                ")",
                ":",
                "=?UTF-8?B?DQpCY2M6IGV2ZQ==?=",
                "=?utf-8?Q?=0D=0ABcc=3A_eve?=",
                "=?",
                "?=",
                "\u0000",
                "\u202E",
                "\uD800",
                "Zoë",
                "株式会社",
                "🦔",
                " ",
                "a".repeat(90));
        return Generator.oneOf(pieces, Generator.strings(0, 20)).lists(0, 6).map(list -> String.join("", list));
    }

    @Test
    void a_line_break_becomes_a_blank() throws Exception {
        var mail = travelled("Acme\r\nBcc: eve@example.org", "Hello\nX-Spam: no");
        assertThat(mail.getHeader("From")).containsExactly("\"Acme Bcc: eve@example.org\" <roster@roster.example>");
        assertThat(mail.getHeader("Subject")).containsExactly("Hello X-Spam: no");
        assertThat(mail.getHeader("Bcc")).isNull();
    }

    @Test
    void what_looks_like_an_encoded_word_is_not_decoded() throws Exception {
        var mail = travelled("=?UTF-8?Q?Eve?=", "=?UTF-8?B?RXZl?=");
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("= ?UTF-8?Q?Eve?=");
        assertThat(mail.getSubject()).isEqualTo("= ?UTF-8?B?RXZl?=");
    }

    @Test
    void a_long_subject_is_folded_and_arrives_whole() throws Exception {
        var subject = "Zoë lädt Sie ein, bei 株式会社 mitzuarbeiten 🦔 ".repeat(4).strip();
        var written = written("Zoë", subject);
        var header = written.substring(written.indexOf("Subject:")).split("\r\n(?![ \t])", 2)[0];
        assertThat(header.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 78);
        var mail = travelled("Zoë", subject);
        assertThat(mail.getSubject()).isEqualTo(subject);
        assertThat(mail.getHeader("From")).containsExactly("=?UTF-8?Q?Zo=C3=AB?= <roster@roster.example>");
    }

    private static MimeMessage travelled(String name, String subject) throws MessagingException, IOException {
        return new MimeMessage(SESSION, new ByteArrayInputStream(unfolded(written(name, subject))));
    }

    /** The message as it goes over the wire. */
    private static String written(String name, String subject) throws MessagingException, IOException {
        var queued = new QueuedMail(
                MailId.next(),
                null,
                null,
                "greeting",
                new EmailAddress("ada@example.org"),
                "en",
                Map.of(),
                Instant.EPOCH);
        var rendered = new RenderedMail(subject, name, "text", "<p>html</p>");
        var sender = new InternetAddress("Roster <roster@roster.example>", true);
        var message = new MailMessage(SESSION, queued, rendered, sender, Instant.EPOCH);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("ada@example.org"));
        message.saveChanges();
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(ISO_8859_1);
    }

    /** As RFC 5322 has it, section 2.2.3: Jakarta's own reader takes a fold behind a backslash for a line break. */
    private static byte[] unfolded(String message) {
        int head = message.indexOf("\r\n\r\n");
        return (message.substring(0, head).replaceAll("\r\n(?=[ \t])", "") + message.substring(head))
                .getBytes(ISO_8859_1);
    }
}
