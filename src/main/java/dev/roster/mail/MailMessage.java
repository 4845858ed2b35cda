package dev.roster.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;

/** An email in the format for sending (RFC 5322), with plain text and HTML as alternatives. */
final class MailMessage extends MimeMessage {
    private static final String UTF_8 = "UTF-8";

    private final MailId id;
    private final String domain;

    MailMessage(Session session, QueuedMail mail, RenderedMail rendered, InternetAddress sender, Instant now)
            throws MessagingException {
        super(session);
        this.id = mail.id();
        this.domain = sender.getAddress().substring(sender.getAddress().lastIndexOf('@') + 1);
        setFrom(from(sender, rendered.fromName()));
        setSubject(HeaderText.oneLine(rendered.subject()), UTF_8);
        setSentDate(Date.from(now));
        setHeader("Auto-Submitted", "auto-generated");
        setContentLanguage(new String[] {HeaderText.oneLine(mail.locale())});
        setContent(alternatives(rendered));
    }

    private static InternetAddress from(InternetAddress sender, String name) throws MessagingException {
        var shown = HeaderText.oneLine(name);
        if (shown.isEmpty()) {
            return sender;
        }
        try {
            return new InternetAddress(sender.getAddress(), shown, UTF_8);
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("no UTF-8", impossible);
        }
    }

    private static MimeMultipart alternatives(RenderedMail rendered) throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(rendered.text(), UTF_8);
        var html = new MimeBodyPart();
        html.setText(rendered.html(), UTF_8, "html");
        return new MimeMultipart("alternative", text, html);
    }

    /** The same at each attempt, so that a mailbox that gets it twice can tell. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + id + "@" + domain + ">");
    }
}
