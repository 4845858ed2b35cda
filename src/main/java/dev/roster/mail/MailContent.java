package dev.roster.mail;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, in its reader's language.
 *
 * @param fromName whom it comes from: the organization's name
 * @param button what the reader is asked to do, if anything
 * @param small what stands below in small print: until when, caused by whom, what if it was unexpected
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

    /** One button; its address also stands below in words. */
    public record Button(String label, URI address) {
        private static final Set<String> SCHEMES = Set.of("http", "https");

        public Button {
            if (address.getScheme() == null || !SCHEMES.contains(address.getScheme())) {
                throw new IllegalArgumentException("a button leads to a web page");
            }
        }

        /** Carries a live link, so says nothing of it. */
        @Override
        public String toString() {
            return "Button[" + label + "]";
        }
    }
}
