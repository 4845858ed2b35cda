package dev.roster.shared;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An email address as its owner spells it, with a key under which all spellings of one mailbox are equal.
 *
 * <p>What copying an address from another program brings along is dropped: spaces, invisible characters, {@code mailto:},
 * {@code Ada <…>}, quotes around it and a separator behind it. Before the {@code @}, a quoted name is the same as the plain
 * one; letters are composed (NFC) and of ordinary width. Case makes no difference there, in any script. Nothing else is
 * folded: a dotless i or the ß stays what it is, and so do {@code +tag} and the dots that some providers ignore. An email goes
 * to the address as it is stored, never to another spelling that somebody typed.
 *
 * <p>The domain is in the key as DNS has it, so that {@code bücher.example} and {@code xn--bcher-kva.example} are the same, and
 * {@code straße.example} and {@code strasse.example} differ (IDNA2008, RFC 5891, by UTS #46 without its transitional mappings).
 *
 * @param value as it is kept and shown, a non-ASCII domain in Unicode; on the wire at most 254 bytes (RFC 5321, section
 *     4.5.3.1.3)
 */
public record EmailAddress(String value) {
    /** The characters of HTML's {@code type=email}, but allowing letters of any script (RFC 6531). */
    private static final Pattern LOCAL = Pattern.compile("[\\p{L}\\p{M}\\p{N}.!#$%&'*+/=?^_`{|}~-]+");

    /** With all that was copied along. */
    private static final int LONGEST_TYPED = 1_000;

    /** RFC 5321, section 4.5.3.1.1. */
    private static final int LOCAL_BYTES = 64;

    /**
     * Two or more labels of letters, marks, digits and what some scripts need between them (RFC 5892, appendix A). The last
     * one is not a number: that would be an IP address (RFC 3696, section 2).
     */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[\\p{L}\\p{M}\\p{N}\\u00B7\\u0375\\u05F3\\u05F4\\u30FB\\u200C\\u200D-]{1,63}(?:\\.(?!\\p{N}+$)|$)){2,}");

    private static final Pattern NUMBERS = Pattern.compile("\\[.*]|(?:.*\\.)?\\p{N}+");

    /** What other programs write around an address. */
    private static final Pattern NAMED = Pattern.compile("[^<>\\p{Cc}]*<([^<>]*)>");

    private static final Pattern ENDS = Pattern.compile("^[\\s\\p{Z},;]+|[\\s\\p{Z},;]+$");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern QUOTED_LOCAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern MAILTO = Pattern.compile("(?i)mailto:([^?]*)(?:\\?.*)?");

    /** The other full stops of UTS #46, section 2.3. */
    private static final Pattern STOPS = Pattern.compile("[\\u3002\\uFF0E\\uFF61]");

    private static final IDNA IDNA2008 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private static final SpoofChecker LOOKS = new SpoofChecker.Builder().build();

    /** Parses what was typed; empty if it cannot be an address. */
    public static Optional<EmailAddress> read(String typed) {
        try {
            return Optional.of(parse(typed));
        } catch (InvalidException impossible) {
            return Optional.empty();
        }
    }

    /**
     * Parses what was typed.
     *
     * @throws InvalidException in the field {@code email}, with the reason why no mail server has such an address
     */
    public static EmailAddress parse(String typed) {
        var bare = typed.length() > LONGEST_TYPED ? typed : bare(typed);
        if (bare.length() > Bounds.EMAIL) {
            throw InvalidException.of("email", "too-long", Bounds.EMAIL);
        }
        int at = bare.lastIndexOf('@');
        if (at < 0) {
            throw InvalidException.of("email", "email");
        }
        var local = local(bare.substring(0, at));
        var address = new EmailAddress(local + "@" + domain(bare.substring(at + 1)));
        var wire = address.onTheWire();
        if (local.getBytes(StandardCharsets.UTF_8).length > LOCAL_BYTES) {
            throw InvalidException.of("email", "email-name-too-long", LOCAL_BYTES);
        }
        if (Math.max(
                        wire.getBytes(StandardCharsets.UTF_8).length,
                        address.value().length())
                > Bounds.EMAIL) {
            throw InvalidException.of("email", "too-long", Bounds.EMAIL);
        }
        return address;
    }

    /** The address without what was copied along with it. */
    private static String bare(String typed) {
        var text = ends(Invisible.widthFolded(Invisible.removedFrom(typed, Invisible.Joiners.ALL)));
        var named = NAMED.matcher(text);
        if (named.matches()) {
            text = ends(named.group(1));
        }
        var mailto = MAILTO.matcher(text);
        if (mailto.matches()) {
            text = ends(decoded(mailto.group(1)));
        }
        var quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            text = ends(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
        }
        return text;
    }

    private static String ends(String text) {
        return ENDS.matcher(text).replaceAll("");
    }

    /** As in a {@code mailto:} URL (RFC 6068); as it is if it is none. */
    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return encoded;
        }
    }

    private static String local(String typed) {
        var quoted = QUOTED_LOCAL.matcher(typed);
        var plain = quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : typed;
        var local = Normalizer.normalize(plain, Normalizer.Form.NFC);
        if (!LOCAL.matcher(local).matches()) {
            throw InvalidException.of("email", "email");
        }
        if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            throw InvalidException.of("email", "email-dots");
        }
        return local;
    }

    private static String domain(String typed) {
        var stops = STOPS.matcher(typed).replaceAll(".");
        var domain = stops.endsWith(".") ? stops.substring(0, stops.length() - 1) : stops;
        if (domain.isEmpty()) {
            throw InvalidException.of("email", "email");
        }
        if (NUMBERS.matcher(domain).matches()) {
            throw InvalidException.of("email", "email-ip");
        }
        if (domain.indexOf('.') < 0) {
            throw InvalidException.of("email", "email-short-domain");
        }
        if (!DOMAIN.matcher(domain).matches() || ascii(domain).isEmpty()) {
            throw InvalidException.of("email", "email-domain");
        }
        if (isPlain(domain)) {
            return domain;
        }
        var unicode = IDNA2008.nameToUnicode(domain, new StringBuilder(), new IDNA.Info())
                .toString();
        if (!DOMAIN.matcher(unicode).matches()) {
            throw InvalidException.of("email", "email-domain");
        }
        return unicode;
    }

    /** The key to compare by, which must be unique. */
    public String key() {
        var wire = onTheWire();
        int at = wire.lastIndexOf('@');
        return Text.lowerCase(wire.substring(0, at)) + Text.asciiLowerCase(wire.substring(at));
    }

    /**
     * What the address looks like (UTS #39, section 4): equal for addresses that people confuse, such as a Cyrillic a for a
     * Latin one, or a 1 for an l. Only for warnings: different mailboxes have the same one.
     */
    public String skeleton() {
        return LOOKS.getSkeleton(Text.lowerCase(value));
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
                && !Text.asciiLowerCase(domain).contains("xn--");
    }

    @Override
    public String toString() {
        return value;
    }
}
