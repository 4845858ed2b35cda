package dev.roster.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Codes of authenticator apps: RFC 6238 with SHA-1, six digits and steps of 30 seconds, the only variant that all apps support. */
final class Totp {
    static final int SECRET_BYTES = 20; // as long as the hash: RFC 4226, section 4, R6
    private static final Duration STEP = Duration.ofSeconds(30);

    /** Clocks that are wrong by one step, and codes that were typed slowly (RFC 6238, section 5.2). */
    private static final int STEPS_EITHER_WAY = 1;

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final String ISSUER = "Roster";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator(STEP);

    private Totp() {}

    static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** Whether it can be a code of an app at all. */
    static boolean isCode(String typed) {
        return CODE.matcher(typed).matches();
    }

    /** The time step whose code this is; empty if it is no code of now, or of one step earlier or later. */
    static OptionalLong stepOf(byte[] secret, String code, Instant now) {
        var found = OptionalLong.empty();
        for (int i = -STEPS_EITHER_WAY; i <= STEPS_EITHER_WAY; i++) {
            var at = now.plus(STEP.multipliedBy(i));
            // All are compared, whichever matches, so that the time does not tell.
            boolean same = MessageDigest.isEqual(
                    code(secret, at).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.US_ASCII));
            found = same ? OptionalLong.of(Math.floorDiv(at.getEpochSecond(), STEP.toSeconds())) : found;
        }
        return found;
    }

    /** The code that an app shows at this time. */
    static String code(byte[] secret, Instant at) {
        try {
            return GENERATOR.generateOneTimePasswordString(new SecretKeySpec(secret, GENERATOR.getAlgorithm()), at);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String text(byte[] secret) {
        return new Base32().encodeToString(secret);
    }

    static byte[] secret(String text) {
        return new Base32().decode(text);
    }

    /** What the QR code says (github.com/google/google-authenticator/wiki/Key-Uri-Format). */
    static String uri(byte[] secret, String account) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s".formatted(ISSUER, encoded(account), text(secret), ISSUER);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
