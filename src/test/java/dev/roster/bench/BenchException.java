package dev.roster.bench;

/** Why a run, or one case of it, cannot go on; the message is for whoever runs it. */
final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
