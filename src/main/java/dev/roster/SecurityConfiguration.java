package dev.roster;

import dev.roster.access.AccessProblem;
import dev.roster.idempotency.IdempotencyFilter;
import dev.roster.idempotency.KeptAnswers;
import dev.roster.installation.Settings;
import dev.roster.mail.MailSettings;
import dev.roster.shared.ProblemException;
import dev.roster.web.ActorFilter;
import dev.roster.web.ActorSource;
import dev.roster.web.Problems;
import dev.roster.web.WebProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What Spring Security does here: headers, CSRF tokens, and that somebody is there at all. Who that is finds
 * {@link ActorFilter}; what they may do is asked of the actor, at the operation.
 */
@Configuration(proxyBeanMethods = false)
@NullMarked
class SecurityConfiguration {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String[] OPEN = {
        "/",
        "/login",
        "/forgot-password",
        "/links/**",
        "/invitations/**",
        "/setup/**",
        "/language",
        "/theme",
        "/assets/**",
        "/health/**",
        "/problems/**",
        "/api",
        "/api/v1/openapi.json",
        "/error",
        "/favicon.ico",
        "/metrics",
        "/dev/mail/**"
    };

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, List<ActorSource> sources, KeptAnswers answers, Problems problems, Settings settings) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(settings.https()).sameSite("Lax"));
        tokens.setCookieName(settings.https() ? "__Host-csrf" : "csrf");
        tokens.setCookiePath("/");
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                .addFilterBefore(new ActorFilter(sources), AuthorizationFilter.class)
                .addFilterAfter(new IdempotencyFilter(answers, problems), AuthorizationFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers("/api/v1/**"))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(hsts -> hsts.requestMatcher(request -> settings.https())))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, thrown) -> askToSignIn(request, response, problems))
                        .accessDeniedHandler((request, response, thrown) ->
                                problems.write(request, response, WebProblem.CSRF.with())))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Measuring each of Spring Security's filters costs more than most of them do. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Keeps Boot from making a user of its own and printing their password. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    @Bean
    MailSettings mailSettings(Settings settings) {
        return new MailSettings(settings.smtpServer(), settings.mailFrom(), settings.demo());
    }

    /** Programs get a 401, people the sign-in page and then what they asked for. */
    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response, Problems problems)
            throws IOException {
        boolean readsAPage =
                request.getMethod().equals("GET") && !request.getRequestURI().startsWith("/api/");
        if (!readsAPage) {
            ProblemException refused = AccessProblem.UNAUTHENTICATED.with();
            problems.write(request, response, refused);
            return;
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var next = URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
        response.sendRedirect("/login?next=" + next);
    }
}
