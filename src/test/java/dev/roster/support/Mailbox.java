package dev.roster.support;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The emails that arrived by SMTP for one address. */
public final class Mailbox {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LINK = Pattern.compile("https?://\\S+/(?:links|invitations)/[A-Za-z0-9_-]+");

    private final GreenMail server;
    private final String address;

    Mailbox(GreenMail server, String address) {
        this.server = server;
        this.address = address;
    }

    /** A received email, both parts as text. */
    public record Letter(String subject, String from, String text, String html) {
        /** The URL of the link in it. */
        public String link() {
            var match = LINK.matcher(text);
            if (!match.find()) {
                throw new AssertionError("no link in: " + text);
            }
            return match.group();
        }

        /** The link without the server's address. */
        public String linkPath() {
            return link().replaceFirst("https?://[^/]+", "");
        }
    }

    /** The newest one, after waiting until there are this many. */
    public Letter await(int count) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (messages().size() >= count) {
                return letters().getLast();
            }
            sleep();
        }
        throw new AssertionError(letters().size() + " mails for " + address + ", expected " + count);
    }

    public List<Letter> letters() {
        return messages().stream()
                .map(StoredMessage::getMimeMessage)
                .map(Mailbox::read)
                .toList();
    }

    /** The server keeps a folder for each address, so that no one has to look through the emails of the whole suite. */
    private List<StoredMessage> messages() {
        var user = server.getUserManager().getUserByEmail(address);
        try {
            return user == null
                    ? List.of()
                    : stored(user).stream().filter(this::isMine).toList();
        } catch (FolderException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** A copy: mail that arrives meanwhile changes the server's own list. */
    private List<StoredMessage> stored(GreenMailUser user) throws FolderException {
        return List.copyOf(
                server.getManagers().getImapHostManager().getInbox(user).getMessages());
    }

    /** To this address as it is spelled here: other spellings share the folder. */
    private boolean isMine(StoredMessage message) {
        try {
            return Arrays.stream(message.getMimeMessage().getRecipients(Message.RecipientType.TO))
                    .anyMatch(recipient -> recipient.toString().contains(address));
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Letter read(MimeMessage message) {
        try {
            return new Letter(
                    message.getSubject(),
                    message.getFrom()[0].toString(),
                    part(message, "text/plain"),
                    part(message, "text/html"));
        } catch (MessagingException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static void sleep() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
