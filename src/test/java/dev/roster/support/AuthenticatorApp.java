package dev.roster.support;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.roster.support.Visitor.Answer;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** A person's authenticator app, set up in a browser in which they are signed in. */
public final class AuthenticatorApp {
    private static final Pattern RECOVERY_CODE = Pattern.compile("<li><code>([^<]+)</code>");

    private final TestServer server;
    private final String secret;
    private final List<String> recoveryCodes;

    private AuthenticatorApp(TestServer server, String secret, List<String> recoveryCodes) {
        this.server = server;
        this.secret = secret;
        this.recoveryCodes = recoveryCodes;
    }

    /** Sets it up; the code of this moment is used up with it. */
    public static AuthenticatorApp add(TestServer server, Visitor browser) {
        var secret = browser.get("/me/factors/authenticator").value("secret");
        var added = browser.post("/me/factors/authenticator", Map.of("secret", secret, "code", code(server, secret)));
        if (added.status() != 200) {
            throw new AssertionError("adding an app was answered with " + added.status() + " " + added.body());
        }
        return new AuthenticatorApp(server, secret, codes(added));
    }

    /** The recovery codes on a page. */
    public static List<String> codes(Answer page) {
        return RECOVERY_CODE
                .matcher(page.body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** What it shows now. */
    public String code() {
        return code(server, secret);
    }

    /** What it shows half a minute later, when a code has been used. */
    public String nextCode() {
        server.clock().advance(Duration.ofSeconds(30));
        return code();
    }

    public String recoveryCode(int number) {
        return recoveryCodes.get(number);
    }

    public String secret() {
        return secret;
    }

    public static String code(TestServer server, String secret) {
        var generator = new TimeBasedOneTimePasswordGenerator();
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(secret), generator.getAlgorithm()),
                    server.clock().instant());
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
