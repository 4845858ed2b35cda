package dev.roster.shared;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An email address as its owner spells it, with a key under which equivalent spellings are equal.
 *
 * <p>Before the {@code @}, the key lower-cases the letters A to Z and nothing else. Full Unicode folding would let a
 * look-alike (the Kelvin sign for k, a dotless i) collide with another person's address and receive their email. The domain is
 * in the key as DNS has it, so that {@code bücher.example} and {@code xn--bcher-kva.example} are the same, and {@code
 * straße.example} and {@code strasse.example} differ (IDNA2008, RFC 5891, by UTS #46 without its transitional mappings).
 *
 * @param value trimmed, a non-ASCII domain in Unicode; on the wire at most 254 characters (RFC 5321, section 4.5.3.1.3)
 */
public record EmailAddress(String value) {
    /** The pattern of HTML's {@code type=email}, but allowing letters of any script (RFC 6531). */
    private static final Pattern LOCAL = Pattern.compile("[\\p{L}\\p{M}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}");

    /**
     * Two or more labels of letters, marks, digits and what some scripts need between them (RFC 5892, appendix A). The last
     * one is not a number: that would be an IP address (RFC 3696, section 2).
     */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[\\p{L}\\p{M}\\p{N}\\u00B7\\u0375\\u05F3\\u05F4\\u30FB\\u200C\\u200D-]{1,63}(?:\\.(?!\\p{N}+$)|$)){2,}");

    private static final IDNA IDNA2008 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** Parses what was typed; empty if it cannot be an address. */
    public static Optional<EmailAddress> read(String typed) {
        var trimmed = typed.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 0
                || trimmed.length() > Bounds.EMAIL
                || !LOCAL.matcher(trimmed.substring(0, at)).matches()) {
            return Optional.empty();
        }
        var local = trimmed.substring(0, at + 1);
        return readDomain(trimmed.substring(at + 1))
                .map(domain -> new EmailAddress(local + domain))
                .filter(address -> address.onTheWire().length() <= Bounds.EMAIL);
    }

    private static Optional<String> readDomain(String typed) {
        if (!DOMAIN.matcher(typed).matches() || ascii(typed).isEmpty()) {
            return Optional.empty();
        }
        if (isPlain(typed)) {
            return Optional.of(typed);
        }
        var unicode = IDNA2008.nameToUnicode(typed, new StringBuilder(), new IDNA.Info())
                .toString();
        return Optional.of(unicode).filter(domain -> DOMAIN.matcher(domain).matches());
    }

    /** The key to compare by, which must be unique. */
    public String key() {
        return Text.asciiLowerCase(onTheWire());
    }

    /** The address with the domain as DNS has it: what email is sent to. */
    public String onTheWire() {
        int at = value.lastIndexOf('@');
        var domain = value.substring(at + 1);
        return value.substring(0, at + 1)
                + (isPlain(domain) ? domain : ascii(domain).orElse(domain));
    }

    private static Optional<String> ascii(String domain) {
        var info = new IDNA.Info();
        var ascii = IDNA2008.nameToASCII(domain, new StringBuilder(), info);
        return info.hasErrors() ? Optional.empty() : Optional.of(ascii.toString());
    }

    /** Whether DNS has it as written, except for case. */
    private static boolean isPlain(String domain) {
        return domain.chars().allMatch(c -> c < 0x80)
                && !domain.toLowerCase(Locale.ROOT).contains("xn--");
    }

    @Override
    public String toString() {
        return value;
    }
}
