package dev.roster.bench;

/** Why a run, or one case of it, cannot go on; the message is for whoever runs it. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
