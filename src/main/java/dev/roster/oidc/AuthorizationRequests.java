package dev.roster.oidc;

import dev.roster.access.Actor;
import dev.roster.application.Application;
import dev.roster.factor.FactorKind;
import dev.roster.http.ActorFilter;
import dev.roster.http.RoutedPath;
import dev.roster.oidc.ClaimsRepository.Choice;
import dev.roster.session.Session;
import dev.roster.session.Sessions;
import dev.roster.signin.SignIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Who makes an authorization request, and in which organization. The first filter finds out, before the library checks the
 * request; the second one, behind that check, sends people to sign in or to choose an organization where that is needed.
 */
@Component
class AuthorizationRequests {
    static final String AUTHORIZE = "/oauth2/authorize";
    static final String ORGANIZATION_PAGE = "/oauth2/organization";
    private static final PathPattern PATH = RoutedPath.pattern(AUTHORIZE);
    private static final PathPattern LOGOUT = RoutedPath.pattern("/connect/logout");
    private static final String NEXT_STEP = AuthorizationRequests.class.getName();

    private final Sessions sessions;
    private final SignIn signIn;
    private final RegisteredApplications applications;
    private final ClaimsRepository claims;
    private final AuthorizationAnswers answers;
    private final Clock clock;

    AuthorizationRequests(
            Sessions sessions,
            SignIn signIn,
            RegisteredApplications applications,
            ClaimsRepository claims,
            AuthorizationAnswers answers,
            Clock clock) {
        this.sessions = sessions;
        this.signIn = signIn;
        this.applications = applications;
        this.claims = claims;
        this.answers = answers;
        this.clock = clock;
    }

    /** What has to happen before there can be an answer. */
    private interface Step {
        void take(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /** Tells the library who is signed in. */
    OncePerRequestFilter recognising() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                var path = RoutedPath.of(request);
                SecurityContextHolder.clearContext();
                if (path.matches(PATH)) {
                    recognise(request, signedIn(request));
                } else if (path.matches(LOGOUT)) {
                    signedIn(request)
                            .ifPresent(actor ->
                                    holds(new Holder(actor.user(), actor.session(), clock.instant(), null, null)));
                }
                chain.doFilter(request, response);
            }
        };
    }

    /** Sends people elsewhere first, once the library has found the request in order. */
    OncePerRequestFilter asking() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                if (request.getAttribute(NEXT_STEP) instanceof Step step) {
                    step.take(request, response);
                } else {
                    chain.doFilter(request, response);
                }
            }
        };
    }

    private static Optional<Actor.SignedIn> signedIn(HttpServletRequest request) {
        return ActorFilter.actor(request)
                .filter(Actor.SignedIn.class::isInstance)
                .map(Actor.SignedIn.class::cast);
    }

    private static void holds(Holder holder) {
        SecurityContextHolder.setContext(new SecurityContextImpl(holder));
    }

    private void recognise(HttpServletRequest request, Optional<Actor.SignedIn> signedIn) {
        boolean consenting = request.getMethod().equals("POST") && request.getParameter("response_type") == null;
        var prompts = prompts(request);
        if (signedIn.isEmpty()) {
            if (!prompts.contains("none")) {
                then(request, (asked, response) -> response.sendRedirect(signInFirst(asked, false)));
            }
            return;
        }
        var actor = signedIn.get();
        var session = sessions.find(actor.user(), actor.session());
        var at = session.map(Session::createdAt).orElse(clock.instant());
        var factor = session.map(Session::factor).orElse(null);
        if (actor.mustAddFactor()) {
            // The library asks for somebody who is signed in before the filter behind it sends them elsewhere.
            holds(new Holder(actor.user(), actor.session(), at, null, factor));
            then(request, (_, response) -> response.sendRedirect("/me/factors"));
            return;
        }
        if (consenting) {
            holds(new Holder(actor.user(), actor.session(), at, null, factor));
            return;
        }
        if (actor.mustChangePassword()) {
            then(request, (_, response) -> response.sendRedirect("/me/password"));
        } else if (prompts.contains("login") || isTooOld(request, at)) {
            again(request, actor, prompts);
        } else {
            applications
                    .find(request.getParameter("client_id"))
                    .ifPresent(application -> choose(request, actor, application, at, factor, prompts));
        }
    }

    /** The person says once more who they are; a request that must not ask is told so. */
    private void again(HttpServletRequest request, Actor.SignedIn actor, Set<String> prompts) {
        if (!prompts.contains("none")) {
            then(request, (asked, response) -> {
                signIn.signOut(actor, response);
                response.sendRedirect(signInFirst(asked, true));
            });
        }
    }

    private void choose(
            HttpServletRequest request,
            Actor.SignedIn actor,
            Application application,
            Instant at,
            @Nullable FactorKind factor,
            Set<String> prompts) {
        var mode = request.getParameter("response_mode");
        if (mode != null && !AuthorizationAnswers.MODES.contains(mode)) {
            holds(new Holder(actor.user(), actor.session(), at, null, factor));
            then(request, (asked, response) -> answers.refuse(asked, response, application, "invalid_request"));
            return;
        }
        var wanted = request.getParameter("organization");
        var choices = claims.listChoices(actor.user(), application, wanted);
        var chosen = wanted != null
                ? choices
                : prompts.contains("select_account") && choices.size() > 1 ? List.<Choice>of() : choices;
        if (chosen.size() == 1) {
            holds(new Holder(
                    actor.user(), actor.session(), at, chosen.getFirst().id(), factor));
            return;
        }
        // The library asks for somebody who is signed in before the filter behind it sends them elsewhere.
        holds(new Holder(actor.user(), actor.session(), at, null, factor));
        if (choices.isEmpty() || wanted != null) {
            then(request, (asked, response) -> answers.refuse(asked, response, application, "access_denied"));
        } else if (prompts.contains("none")) {
            then(request, (asked, response) -> answers.refuse(asked, response, application, "interaction_required"));
        } else {
            then(request, (asked, response) -> response.sendRedirect(ORGANIZATION_PAGE + "?" + query(asked, Set.of())));
        }
    }

    private boolean isTooOld(HttpServletRequest request, Instant signedInAt) {
        var most = request.getParameter("max_age");
        return most != null
                && most.matches("\\d{1,9}")
                && signedInAt.plus(Duration.ofSeconds(Long.parseLong(most))).isBefore(clock.instant());
    }

    private static Set<String> prompts(HttpServletRequest request) {
        var prompt = request.getParameter("prompt");
        return prompt == null
                ? Set.of()
                : Set.copyOf(
                        Arrays.asList(prompt.split(" +")).stream().distinct().toList());
    }

    private static void then(HttpServletRequest request, Step step) {
        request.setAttribute(NEXT_STEP, step);
    }

    /** @param again whether the request asked for that, and need not ask any more */
    private static String signInFirst(HttpServletRequest request, boolean again) {
        var back = AUTHORIZE + "?" + query(request, again ? Set.of("prompt") : Set.of());
        var hint = request.getParameter("login_hint");
        return "/login?next=" + encoded(back) + (hint == null || hint.length() > 254 ? "" : "&name=" + encoded(hint));
    }

    static String query(HttpServletRequest request, Set<String> without) {
        return request.getParameterMap().entrySet().stream()
                .filter(parameter -> !without.contains(parameter.getKey()))
                .flatMap(parameter -> Arrays.stream(parameter.getValue())
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }
}
