package dev.roster.signin;

import dev.roster.factor.Factors;
import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.shared.UserId;
import dev.roster.signin.PasswordProofs.Proof;
import dev.roster.throttle.Throttle.Tries;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sign-ins of people who have proven their password, and not yet their second factor. They are no sessions: all that there is of
 * one is a sealed cookie, which opens nothing, is good for ten minutes, and ends with the password.
 */
@Component
class SecondSteps {
    private static final String PURPOSE = "pending-sign-in";
    private static final byte[] NO_CONTEXT = {};
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** A nonce and a tag. */
    private static final int SHORTEST = 28;

    private final Factors factors;
    private final PasswordProofs proofs;
    private final ObjectProvider<InvitationReply> replies;
    private final ServerSecret secret;
    private final JsonMapper json;
    private final Clock clock;
    private final boolean secure;

    SecondSteps(
            Factors factors,
            PasswordProofs proofs,
            ObjectProvider<InvitationReply> replies,
            ServerSecret secret,
            JsonMapper json,
            Clock clock,
            Settings settings) {
        this.factors = factors;
        this.proofs = proofs;
        this.replies = replies;
        this.secret = secret;
        this.json = json;
        this.clock = clock;
        this.secure = settings.https();
    }

    /** @param invitation the token of the invitation that they accept by signing in, or null */
    record Pending(Proof proof, @Nullable String invitation) {}

    private record Sealed(
            UUID user,
            Instant passwordSetAt,
            String name,
            @Nullable String invitation,
            Instant expiresAt) {}

    /** The password was no guess, so the attempt no longer counts. */
    void begin(Proof proven, @Nullable String invitation, HttpServletResponse response) {
        proven.tries().giveBack();
        var pending = new Sealed(
                proven.credentials().user().value(),
                proven.stored().setAt(),
                proven.name(),
                invitation,
                clock.instant().plus(LIFETIME));
        var bytes = secret.seal(PURPOSE, NO_CONTEXT, json.writeValueAsBytes(pending));
        set(response, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), (int) LIFETIME.toSeconds());
    }

    /** The sign-in that is pending in this browser, if its password is still the same. */
    Optional<Pending> find(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, cookieName()))
                .flatMap(cookie -> opened(cookie.getValue()))
                .filter(stored -> stored.expiresAt().isAfter(clock.instant()))
                .flatMap(stored -> proofs.again(
                                new UserId(stored.user()), stored.passwordSetAt(), stored.name(), request)
                        .map(proof -> new Pending(proof, stored.invitation())));
    }

    private Optional<Sealed> opened(String value) {
        try {
            var bytes = Base64.getUrlDecoder().decode(value);
            return bytes.length < SHORTEST
                    ? Optional.empty()
                    : secret.open(PURPOSE, NO_CONTEXT, bytes).map(plain -> json.readValue(plain, Sealed.class));
        } catch (IllegalArgumentException | JacksonException notOurs) {
            return Optional.empty();
        }
    }

    Tries attempt(Proof proven) {
        return factors.attempt(proven.credentials().user(), proven.browser());
    }

    void accept(Proof proven, String invitation) {
        replies.getObject().accept(proven.actor(), invitation);
    }

    void end(HttpServletResponse response) {
        set(response, "", 0);
    }

    private void set(HttpServletResponse response, String value, int seconds) {
        var cookie = new Cookie(cookieName(), value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    private String cookieName() {
        return secure ? "__Host-pending" : "pending";
    }
}
