package dev.roster.oidc;

import dev.roster.application.Application;
import dev.roster.http.Problems;
import dev.roster.installation.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Sends people back to the application, with the code or the reason why there is none, and with the issuer (RFC 9207). */
@Component
class AuthorizationAnswers {
    private final Problems problems;
    private final String issuer;

    AuthorizationAnswers(Problems problems, Settings settings) {
        this.problems = problems;
        this.issuer = settings.publicUrl().toString();
    }

    void succeed(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var done = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        var code = Objects.requireNonNull(done.getAuthorizationCode()).getTokenValue();
        var answer = new LinkedHashMap<String, String>();
        answer.put("code", code);
        send(response, String.valueOf(done.getRedirectUri()), done.getState(), answer);
    }

    void fail(HttpServletRequest request, HttpServletResponse response, AuthenticationException thrown)
            throws IOException {
        var error = thrown instanceof OAuth2AuthenticationException known
                ? known.getError()
                : new OAuth2Error("invalid_request");
        var asked = thrown instanceof OAuth2AuthorizationCodeRequestAuthenticationException with
                ? with.getAuthorizationCodeRequestAuthentication()
                : null;
        var address = asked == null ? null : asked.getRedirectUri();
        if (asked == null || address == null || address.isBlank()) {
            // Without a client and an address of it that are known, nobody is sent anywhere.
            var reason = error.getDescription() == null ? error.getErrorCode() : error.getDescription();
            problems.write(request, response, OidcProblem.REQUEST_REFUSED.with(reason));
            return;
        }
        send(response, address, asked.getState(), of(error));
    }

    /** Refuses a request of this application that the library has found in order. */
    void refuse(HttpServletRequest request, HttpServletResponse response, Application application, String error)
            throws IOException {
        var address = request.getParameter("redirect_uri");
        if (address == null) {
            address = application.redirectUris().getFirst();
        }
        send(response, address, request.getParameter("state"), Map.of("error", error));
    }

    private static Map<String, String> of(OAuth2Error error) {
        var answer = new LinkedHashMap<String, String>();
        answer.put("error", error.getErrorCode());
        if (error.getDescription() != null) {
            answer.put("error_description", error.getDescription());
        }
        return answer;
    }

    private void send(HttpServletResponse response, String address, @Nullable String state, Map<String, String> answer)
            throws IOException {
        var uri = UriComponentsBuilder.fromUriString(address);
        answer.forEach((name, value) -> uri.queryParam(name, encoded(value)));
        if (state != null && !state.isEmpty()) {
            uri.queryParam("state", encoded(state));
        }
        uri.queryParam("iss", encoded(issuer));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.sendRedirect(uri.build(true).toUriString());
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
