package dev.roster.shared;

/**
 * Something that can go wrong and that a client may see. Each package lists its own in an enum named {@code …Problem}.
 *
 * <p>The sentence stands in {@code messages} under {@code problem.<code>}, its title under {@code problem.<code>.title}.
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
