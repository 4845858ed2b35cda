package dev.roster.oidc;

import dev.roster.http.RoutedPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;

/** The endpoints of OpenID Connect, as Spring Security's authorization server has them, with Roster behind. */
@Component
public class Protocol {
    private static final List<PathPattern> PATHS = List.of(
            RoutedPath.pattern("/oauth2/authorize"),
            RoutedPath.pattern("/oauth2/token"),
            RoutedPath.pattern("/oauth2/jwks"),
            RoutedPath.pattern("/oauth2/revoke"),
            RoutedPath.pattern("/oauth2/introspect"),
            RoutedPath.pattern("/oauth2/par"),
            RoutedPath.pattern("/oauth2/device_authorization"),
            RoutedPath.pattern("/userinfo"),
            RoutedPath.pattern("/connect/logout"),
            RoutedPath.pattern("/.well-known/openid-configuration"),
            RoutedPath.pattern("/.well-known/oauth-authorization-server"));

    /** Where a browser application asks from its own origin, with a token or a code but never with a cookie. */
    private static final List<PathPattern> ACROSS_ORIGINS = List.of(
            RoutedPath.pattern("/oauth2/token"),
            RoutedPath.pattern("/oauth2/jwks"),
            RoutedPath.pattern("/oauth2/revoke"),
            RoutedPath.pattern("/userinfo"),
            RoutedPath.pattern("/.well-known/**"));

    private final AuthorizationRequests requests;
    private final AuthorizationAnswers answers;
    private final RegisteredApplications applications;
    private final Endings endings;
    private final Claims claims;
    private final TokenExchange exchange;
    private final DeviceCodes deviceCodes;

    Protocol(
            AuthorizationRequests requests,
            AuthorizationAnswers answers,
            RegisteredApplications applications,
            Endings endings,
            Claims claims,
            TokenExchange exchange,
            DeviceCodes deviceCodes) {
        this.requests = requests;
        this.answers = answers;
        this.applications = applications;
        this.endings = endings;
        this.claims = claims;
        this.exchange = exchange;
        this.deviceCodes = deviceCodes;
    }

    /** Whether the request is one to these endpoints. */
    public static boolean isFor(HttpServletRequest request) {
        var path = RoutedPath.of(request);
        return PATHS.stream().anyMatch(path::matches);
    }

    /** What browsers may ask across origins; null for the rest. */
    public @Nullable CorsConfiguration acrossOrigins(HttpServletRequest request) {
        var path = RoutedPath.of(request);
        if (ACROSS_ORIGINS.stream().noneMatch(path::matches)) {
            return null;
        }
        var anyone = new CorsConfiguration();
        anyone.addAllowedOrigin(CorsConfiguration.ALL);
        anyone.setAllowedMethods(List.of("GET", "POST"));
        anyone.setAllowedHeaders(List.of("Authorization", "Content-Type", "DPoP"));
        return anyone;
    }

    /** Tells the library who is signed in: before everything of the library's own. */
    public OncePerRequestFilter recognising() {
        return requests.recognising();
    }

    /** Sends people to sign in, or to choose an organization: behind the library's check of the request. */
    public OncePerRequestFilter asking() {
        return requests.asking();
    }

    /** Sets up the library. */
    public void configure(OAuth2AuthorizationServerConfigurer server) {
        var publicClients = new PublicClients(applications);
        server.clientAuthentication(client -> client.authenticationConverter(publicClients)
                        .authenticationProvider(publicClients)
                        .authenticationProviders(providers -> {
                            providers.removeIf(JwtClientAssertionAuthenticationProvider.class::isInstance);
                            providers.forEach(provider -> {
                                if (provider instanceof ClientSecretAuthenticationProvider secrets) {
                                    secrets.setPasswordEncoder(new RegisteredApplications.Secrets());
                                }
                            });
                        }))
                .authorizationEndpoint(authorize -> authorize
                        .consentPage(RegisteredApplications.CONSENT_PAGE)
                        .authorizationResponseHandler(answers::succeed)
                        .errorResponseHandler(answers::fail))
                .pushedAuthorizationRequestEndpoint(_ -> {})
                .tokenEndpoint(token -> token.authenticationProviders(exchange::configure))
                .deviceAuthorizationEndpoint(deviceCodes::configure)
                .authorizationServerMetadataEndpoint(metadata ->
                        metadata.authorizationServerMetadataCustomizer(about -> about.claims(Protocol::describe)))
                .oidc(oidc -> oidc.providerConfigurationEndpoint(configuration ->
                                configuration.providerConfigurationCustomizer(about -> about.claims(claims -> {
                                    describe(claims);
                                    claims.put("backchannel_logout_supported", true);
                                    claims.put("backchannel_logout_session_supported", true);
                                    claims.put("claims_parameter_supported", false);
                                    claims.put("request_parameter_supported", false);
                                    claims.put("request_uri_parameter_supported", false);
                                    claims.put(
                                            "prompt_values_supported",
                                            List.of("none", "login", "consent", "select_account"));
                                })))
                        .userInfoEndpoint(
                                info -> info.userInfoMapper(this::userInfo).errorResponseHandler(this::noUserInfo))
                        .logoutEndpoint(logout ->
                                logout.logoutResponseHandler(signedOut()).errorResponseHandler(answers::fail)));
        server.withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationEndpointFilter>() {
            @Override
            public <O extends OAuth2AuthorizationEndpointFilter> O postProcess(O filter) {
                // The library would keep a session in memory; Roster's are in the database.
                filter.setSessionAuthenticationStrategy((_, _, _) -> {});
                return filter;
            }
        });
    }

    private static void describe(Map<String, Object> claims) {
        var methods = List.of(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
                ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue(),
                ClientAuthenticationMethod.NONE.getValue());
        claims.put("scopes_supported", RegisteredApplications.SCOPES);
        claims.put("token_endpoint_auth_methods_supported", methods);
        claims.put("revocation_endpoint_auth_methods_supported", methods);
        claims.put("introspection_endpoint_auth_methods_supported", methods.subList(0, 2));
        claims.put(
                "grant_types_supported",
                Stream.of(
                                AuthorizationGrantType.AUTHORIZATION_CODE,
                                AuthorizationGrantType.REFRESH_TOKEN,
                                AuthorizationGrantType.CLIENT_CREDENTIALS,
                                AuthorizationGrantType.DEVICE_CODE,
                                AuthorizationGrantType.TOKEN_EXCHANGE)
                        .map(AuthorizationGrantType::getValue)
                        .toList());
        claims.put("response_modes_supported", AuthorizationAnswers.MODES);
        claims.put("authorization_response_iss_parameter_supported", true);
        claims.remove("tls_client_certificate_bound_access_tokens");
    }

    private OidcUserInfo userInfo(OidcUserInfoAuthenticationContext context) {
        var authorization = context.getAuthorization();
        var info = new LinkedHashMap<String, Object>();
        info.put("sub", authorization.getPrincipalName());
        if (authorization.getAttribute(Principal.class.getName()) instanceof Holder holder) {
            info.putAll(claims.of(holder, context.getAccessToken().getScopes(), true));
        }
        return new OidcUserInfo(info);
    }

    /** RFC 6750, section 3. */
    private void noUserInfo(HttpServletRequest request, HttpServletResponse response, AuthenticationException thrown)
            throws IOException {
        var code = thrown instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : "invalid_token";
        boolean scope = code.equals("insufficient_scope");
        response.setHeader("WWW-Authenticate", "Bearer error=\"" + (scope ? code : "invalid_token") + "\"");
        response.setStatus(scope ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_UNAUTHORIZED);
    }

    private OidcLogoutAuthenticationSuccessHandler signedOut() {
        var handler = new OidcLogoutAuthenticationSuccessHandler();
        handler.setLogoutHandler((_, response, authentication) -> {
            if (authentication instanceof OidcLogoutAuthenticationToken token && token.getIdToken() != null) {
                var sid = Optional.ofNullable(token.getIdToken().getClaimAsString("sid"))
                        .map(UUID::fromString)
                        .orElse(null);
                var holder = token.getPrincipal() instanceof Authentication person && person instanceof Holder here
                        ? here
                        : null;
                endings.signOut(sid, holder, response);
            }
        });
        return handler;
    }
}
