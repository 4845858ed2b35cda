package dev.roster;

import static org.springframework.security.config.Customizer.withDefaults;

import dev.roster.access.AccessProblem;
import dev.roster.admission.OrganizationsFilter;
import dev.roster.admission.OrganizationsLine;
import dev.roster.admission.RequestLimits;
import dev.roster.admission.StrangersFilter;
import dev.roster.health.Insiders;
import dev.roster.http.ActorFilter;
import dev.roster.http.ActorSource;
import dev.roster.http.Problems;
import dev.roster.http.RoutedPath;
import dev.roster.http.SignInRedirect;
import dev.roster.http.WebProblem;
import dev.roster.idempotency.IdempotencyFilter;
import dev.roster.idempotency.KeptAnswers;
import dev.roster.installation.Settings;
import dev.roster.mail.MailSettings;
import dev.roster.oidc.FormTargets;
import dev.roster.oidc.Protocol;
import dev.roster.reception.StrangersLine;
import dev.roster.signin.RememberedBrowsers;
import dev.roster.ui.Html;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Spring Security's part: headers, CSRF tokens, and requiring authentication. {@link ActorFilter} finds out who the actor is;
 * what they may do is checked by the operation.
 */
@Configuration(proxyBeanMethods = false)
@NullMarked
class SecurityConfiguration {
    private static final String CONTENT_SECURITY_POLICY = Html.policy(Set.of());

    private static final String[] OPEN = {
        "/",
        "/login",
        "/login/second-factor",
        "/forgot-password",
        "/links/**",
        "/invitations/**",
        "/setup/**",
        "/language",
        "/theme",
        "/assets/**",
        "/problems/**",
        "/api",
        "/error",
        "/favicon.ico",
        "/dev/mail/**"
    };

    /** What applications ask when people sign in to them. */
    @Bean
    @Order(0)
    SecurityFilterChain openIdConnect(
            HttpSecurity http, List<ActorSource> sources, Protocol protocol, Problems problems, Settings settings) {
        var recognising = new ActorFilter(
                sources.stream().filter(source -> !source.isForApi()).toList());
        return common(http, settings)
                .securityMatcher(Protocol::isFor)
                .cors(cors -> cors.configurationSource(protocol::acrossOrigins))
                .addFilterBefore(recognising, CsrfFilter.class)
                .addFilterBefore(protocol.recognising(), CsrfFilter.class)
                .addFilterAfter(new RequestLimits(problems), ActorFilter.class)
                .addFilterBefore(protocol.asking(), AuthorizationFilter.class)
                .with(new OAuth2AuthorizationServerConfigurer(), protocol::configure)
                .oauth2ResourceServer(tokens -> tokens.jwt(withDefaults()).dPoP(withDefaults()))
                // Each endpoint checks who asks: a client by its secret, a person by their session, a bearer by its
                // token.
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** The API: authenticated by a token, which no browser sends on its own, so there is no CSRF protection. */
    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            List<ActorSource> sources,
            OrganizationsLine organizations,
            KeptAnswers answers,
            Problems problems,
            Settings settings) {
        var recognising =
                new ActorFilter(sources.stream().filter(ActorSource::isForApi).toList());
        return common(http, settings)
                .securityMatcher(request -> RoutedPath.of(request).isApi())
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/api/v1/openapi.json", "/health/**")
                        .permitAll()
                        .requestMatchers("/metrics")
                        .access((somebody, asked) -> new AuthorizationDecision(Insiders.made(asked.getRequest())))
                        .anyRequest()
                        .authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(recognising, AuthorizationFilter.class)
                .addFilterAfter(new RequestLimits(problems), ActorFilter.class)
                .addFilterAfter(new OrganizationsFilter(organizations, problems), RequestLimits.class)
                .addFilterAfter(new IdempotencyFilter(answers, problems), AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, thrown) ->
                                problems.write(request, response, AccessProblem.UNAUTHENTICATED.with()))
                        .accessDeniedHandler((request, response, thrown) ->
                                problems.write(request, response, AccessProblem.NOT_FOUND.with())))
                .build();
    }

    /** The pages: authenticated by a cookie, so every form carries a CSRF token. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            List<ActorSource> sources,
            StrangersLine strangers,
            OrganizationsLine organizations,
            RememberedBrowsers browsers,
            FormTargets formTargets,
            Problems problems,
            Settings settings) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(settings.https()).sameSite("Lax"));
        tokens.setCookieName(settings.https() ? "__Host-csrf" : "csrf");
        tokens.setCookiePath("/");
        var recognising = new ActorFilter(
                sources.stream().filter(source -> !source.isForApi()).toList());
        return common(http, settings)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                // Runs before the form is read for its token: how much of the body is read depends on who sends it.
                .addFilterBefore(recognising, CsrfFilter.class)
                .addFilterAfter(new RequestLimits(problems), ActorFilter.class)
                .addFilterAfter(new OrganizationsFilter(organizations, problems), RequestLimits.class)
                .addFilterAfter(new StrangersFilter(strangers, browsers::isOurs, problems), RequestLimits.class)
                .addFilterAfter(formTargets, CsrfFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, thrown) -> askToSignIn(request, response, problems))
                        .accessDeniedHandler((request, response, thrown) ->
                                problems.write(request, response, WebProblem.CSRF.with())))
                .build();
    }

    private static HttpSecurity common(HttpSecurity http, Settings settings) {
        return http.headers(
                        headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                                .frameOptions(frames -> frames.deny())
                                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                                .httpStrictTransportSecurity(hsts -> hsts.requestMatcher(request -> settings.https())))
                // It would treat every recognised session as a new sign-in and create a new CSRF token each time.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    /** Observing each of Spring Security's filters costs more than most of the filters do. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Keeps Boot from creating a user of its own and logging its password. */
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

    /**
     * Sends to the sign-in page, and afterwards to the page at hand. A submitted form cannot be replayed: its script keeps what
     * was typed.
     */
    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response, Problems problems)
            throws IOException {
        if (SignInRedirect.isForPiece(request)) {
            response.setHeader(SignInRedirect.OF_PIECE, SignInRedirect.path(request));
        } else if (request.getMethod().equals("GET")) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", SignInRedirect.path(request));
            return;
        }
        problems.write(request, response, AccessProblem.UNAUTHENTICATED.with());
    }
}
