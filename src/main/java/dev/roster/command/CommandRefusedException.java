package dev.roster.command;

/** A command cannot do what it should; the message says why, in one sentence. */
final class CommandRefusedException extends RuntimeException {
    CommandRefusedException(String sentence) {
        super(sentence);
    }
}
