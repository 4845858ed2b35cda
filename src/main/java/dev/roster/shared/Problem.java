package dev.roster.shared;

/**
 * A problem that a client may see. Each package lists its own in an enum named {@code …Problem}.
 *
 * <p>Its text is the message {@code problem.<code>}, its title {@code problem.<code>.title}.
 */
public interface Problem {
    /** In kebab-case; never changes once released. The page {@code /problems/<code>} explains it. */
    String code();

    /** The HTTP status (RFC 9110, section 15). */
    int status();

    default ProblemException with(Object... arguments) {
        return new ProblemException(this, arguments);
    }
}
