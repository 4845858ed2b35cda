package dev.roster.mail;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of an email, in its reader's language.
 *
 * @param fromName the sender's name: the organization's
 * @param button what the reader is asked to do, if anything
 * @param small the small print: until when, caused by whom, what to do if it was unexpected
 */
public record MailContent(
        String subject,
        String fromName,
        List<String> paragraphs,
        @Nullable Button button,
        List<String> small) {

    public MailContent {
        paragraphs = List.copyOf(paragraphs);
        small = List.copyOf(small);
    }

    /** A button; its URL is also printed below. */
    public record Button(String label, URI address) {
        private static final Set<String> SCHEMES = Set.of("http", "https");

        public Button {
            if (address.getScheme() == null || !SCHEMES.contains(address.getScheme())) {
                throw new IllegalArgumentException("a button must link to a web page");
            }
        }

        /** Contains a live link, so it is omitted. */
        @Override
        public String toString() {
            return "Button[" + label + "]";
        }
    }
}
