package dev.roster.providers;

/** The file is not what it was said to be. */
public final class UnreadableExportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String sentence;

    UnreadableExportException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** Which file, and what is wrong with it. */
    public String sentence() {
        return sentence;
    }
}
