package dev.roster.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.password.Passwords;
import dev.roster.password.StoredPassword;
import dev.roster.shared.UserId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Browsers that have been let into an account before, whose attempts are counted separately from those of strangers. The
 * cookie is a number that only this server can generate and, for each account, a MAC of the number, the account and the time
 * when its password was set: it names no one, nothing of it is stored, and a new password invalidates it. It grants no access
 * by itself.
 */
@Component
public class RememberedBrowsers {
    private static final String PURPOSE = "remembered-browser";
    private static final String NUMBERS = "remembered-browser-number";
    private static final int PART_BYTES = 16;

    /** The length of a number. A MAC follows it, so that a forged one is recognised without asking the database. */
    private static final int RANDOM_BYTES = 8;

    /** For people who share a browser; the newest account displaces the one remembered longest. */
    private static final int ACCOUNTS = 8;

    private static final Pattern COOKIE =
            Pattern.compile("[A-Za-z0-9_-]{22}(?:\\.[A-Za-z0-9_-]{22}){1," + ACCOUNTS + "}");
    private static final Duration REMEMBERED = Duration.ofDays(365);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServerSecret secret;
    private final Passwords passwords;
    private final boolean secure;

    RememberedBrowsers(ServerSecret secret, Passwords passwords, Settings settings) {
        this.secret = secret;
        this.passwords = passwords;
        this.secure = settings.https();
    }

    /** The key for counting the browser's attempts, if it was let in with this very password before. */
    Optional<String> find(HttpServletRequest request, StoredPassword stored) {
        return read(request)
                .filter(cookie -> cookie.knows(marks(cookie, stored)))
                .map(cookie -> cookie.parts().getFirst());
    }

    /** Whether anyone has been let in with this browser. */
    public boolean isOurs(HttpServletRequest request) {
        return read(request).isPresent();
    }

    /** Remembers the browser of a person who has just proven that the account is theirs. */
    public void remember(UserId user, HttpServletRequest request, HttpServletResponse response) {
        passwords.find(user).ifPresent(stored -> remember(stored, request, response));
    }

    /** The same for a person whose password was read for the proof. */
    void remember(StoredPassword stored, HttpServletRequest request, HttpServletResponse response) {
        var cookie = read(request).orElseGet(this::fresh);
        if (!cookie.knows(marks(cookie, stored).subList(0, 1))) {
            cookie = cookie.with(marks(cookie, stored).getFirst());
        }
        response.addCookie(made(cookie));
    }

    /** @param parts the browser's number, then a mark for each account, newest first */
    private record Remembered(List<String> parts) {
        boolean knows(List<String> marks) {
            boolean known = false;
            for (var part : parts.subList(1, parts.size())) {
                for (var mark : marks) {
                    known |= MessageDigest.isEqual(part.getBytes(US_ASCII), mark.getBytes(US_ASCII));
                }
            }
            return known;
        }

        Remembered with(String mark) {
            var longer = new ArrayList<>(parts);
            longer.add(1, mark);
            return new Remembered(List.copyOf(longer.subList(0, Math.min(longer.size(), 1 + ACCOUNTS))));
        }
    }

    private Remembered fresh() {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return new Remembered(List.of(text(numbers(random).getFirst())));
    }

    /** The number with this prefix, under each of the server's secrets, the current one first. */
    private List<byte[]> numbers(byte[] random) {
        return secret.macs(NUMBERS, random).stream()
                .map(mac -> ByteBuffer.allocate(PART_BYTES)
                        .put(random)
                        .put(mac, 0, PART_BYTES - RANDOM_BYTES)
                        .array())
                .toList();
    }

    private Optional<Remembered> read(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, cookieName()))
                .map(Cookie::getValue)
                .filter(value -> COOKIE.matcher(value).matches())
                .map(value -> new Remembered(List.of(value.split("\\."))))
                .filter(this::isOurs);
    }

    private boolean isOurs(Remembered cookie) {
        var number = Base64.getUrlDecoder().decode(cookie.parts().getFirst());
        return numbers(Arrays.copyOf(number, RANDOM_BYTES)).stream()
                .anyMatch(ours -> MessageDigest.isEqual(ours, number));
    }

    /** Under each of the server's secrets, the current one first. */
    private List<String> marks(Remembered cookie, StoredPassword stored) {
        var number = cookie.parts().getFirst().getBytes(US_ASCII);
        var user = stored.user().value();
        var data = ByteBuffer.allocate(number.length + 3 * Long.BYTES)
                .put(number)
                .putLong(user.getMostSignificantBits())
                .putLong(user.getLeastSignificantBits())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, stored.setAt()))
                .array();
        return secret.macs(PURPOSE, data).stream()
                .map(mac -> text(Arrays.copyOf(mac, PART_BYTES)))
                .toList();
    }

    private Cookie made(Remembered remembered) {
        var cookie = new Cookie(cookieName(), String.join(".", remembered.parts()));
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setMaxAge((int) REMEMBERED.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private String cookieName() {
        return secure ? "__Host-browser" : "browser";
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
