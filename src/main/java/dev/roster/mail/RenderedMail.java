package dev.roster.mail;

/** An email as its reader sees it. Its links are live: never log or store one. */
public record RenderedMail(String subject, String fromName, String text, String html) {
    @Override
    public String toString() {
        return "RenderedMail[" + subject + "]";
    }
}
