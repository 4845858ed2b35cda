package dev.roster.shared;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address as its owner writes it, with the key by which two spellings count as the same one.
 *
 * <p>The key lower-cases the letters A to Z and nothing else. Full Unicode folding would let a look-alike (the Kelvin
 * sign for k, a dotless i) collide with somebody else's address and receive their mail.
 *
 * @param value trimmed; at most 254 characters (RFC 5321, section 4.5.3.1.3)
 */
public record EmailAddress(String value) {
    public static final int MAX_LENGTH = 254;

    /** The shape that HTML's {@code type=email} takes, with letters of any script allowed (RFC 6531). */
    private static final Pattern SHAPE = Pattern.compile(
            "[\\p{L}\\p{M}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}"
                    + "[\\p{L}\\p{M}\\p{N}])?(?:\\.[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?)+");

    /** Reads what somebody typed, or nothing where it cannot be an address. */
    public static Optional<EmailAddress> read(String typed) {
        var trimmed = typed.strip();
        if (trimmed.length() > MAX_LENGTH || !SHAPE.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        return Optional.of(new EmailAddress(trimmed));
    }

    /** What is compared and kept unique. */
    public String key() {
        return Text.asciiLowerCase(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
