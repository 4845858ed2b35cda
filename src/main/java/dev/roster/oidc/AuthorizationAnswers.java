package dev.roster.oidc;

import dev.roster.application.Application;
import dev.roster.http.Problems;
import dev.roster.installation.Settings;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Sends people back to the application, with the code or the reason why there is none, and with the issuer (RFC 9207). */
@Component
class AuthorizationAnswers {
    /** How an answer can be sent: with a redirect, or as a form (OAuth 2.0 Form Post Response Mode). */
    static final List<String> MODES = List.of("query", "form_post");

    private static final String FORM = "form_post";
    private static final String MODE = "response_mode";

    private final Templates templates = new StaticTemplates();
    private final Problems problems;
    private final Screens screens;
    private final RegisteredApplications applications;
    private final SignIns signIns;
    private final String issuer;

    AuthorizationAnswers(
            Problems problems,
            Screens screens,
            RegisteredApplications applications,
            SignIns signIns,
            Settings settings) {
        this.problems = problems;
        this.screens = screens;
        this.applications = applications;
        this.signIns = signIns;
        this.issuer = settings.publicUrl().toString();
    }

    void succeed(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var done = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        var code = Objects.requireNonNull(done.getAuthorizationCode()).getTokenValue();
        var answer = new LinkedHashMap<String, String>();
        answer.put("code", code);
        var to = new Return(
                done.getClientId(), String.valueOf(done.getRedirectUri()), done.getState(), mode(request, code));
        send(request, response, to, answer);
    }

    /** What the request asked for, which it does not repeat after a consent, or if it was pushed. */
    private @Nullable String mode(HttpServletRequest request, String code) {
        if (request.getParameter("response_type") != null && request.getParameter("request_uri") == null) {
            return request.getParameter(MODE);
        }
        var stored = signIns.findByToken(code, new OAuth2TokenType(OAuth2ParameterNames.CODE));
        OAuth2AuthorizationRequest asked =
                stored == null ? null : stored.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return asked == null ? null : mode(asked.getAdditionalParameters());
    }

    private static @Nullable String mode(Map<String, Object> parameters) {
        return parameters.get(MODE) instanceof String mode ? mode : null;
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
        var to = new Return(asked.getClientId(), address, asked.getState(), mode(asked.getAdditionalParameters()));
        send(request, response, to, of(error));
    }

    /** Refuses a request of this application that the library has found in order. */
    void refuse(HttpServletRequest request, HttpServletResponse response, Application application, String error)
            throws IOException {
        var address = request.getParameter("redirect_uri");
        if (address == null) {
            address = application.redirectUris().getFirst();
        }
        var to = new Return(
                application.id().toString(), address, request.getParameter("state"), request.getParameter(MODE));
        send(request, response, to, Map.of("error", error));
    }

    private static Map<String, String> of(OAuth2Error error) {
        var answer = new LinkedHashMap<String, String>();
        answer.put("error", error.getErrorCode());
        if (error.getDescription() != null) {
            answer.put("error_description", error.getDescription());
        }
        return answer;
    }

    /** Where the person returns to, and how. */
    private record Return(
            String client,
            String address,
            @Nullable String state,
            @Nullable String mode) {}

    private void send(HttpServletRequest request, HttpServletResponse response, Return to, Map<String, String> answer)
            throws IOException {
        var all = new LinkedHashMap<>(answer);
        if (to.state() != null && !to.state().isEmpty()) {
            all.put("state", to.state());
        }
        all.put("iss", issuer);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        var application = FORM.equals(to.mode()) ? applications.find(to.client()) : Optional.<Application>empty();
        if (application.isPresent()) {
            FormTargets.allow(response, application.get());
            var screen = screens.of(request, response);
            Html.write(
                    request,
                    response,
                    templates.oidcFormPost(screen, application.get().name(), to.address(), all));
            return;
        }
        var uri = UriComponentsBuilder.fromUriString(to.address());
        all.forEach((name, value) -> uri.queryParam(name, encoded(value)));
        response.sendRedirect(uri.build(true).toUriString());
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
