package dev.roster.oidc;

import static org.springframework.security.oauth2.server.authorization.OAuth2TokenType.ACCESS_TOKEN;

import dev.roster.application.Application;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.stereotype.Component;

/**
 * A service exchanges the access token of a person for one with which it acts for them (RFC 8693): in the same organization,
 * which must be one that may use the service, with no more scopes, for a few minutes, and no longer than the person's sign-in.
 */
@Component
class TokenExchange {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** They would give an ID token or a refresh token, which only the person's own application gets. */
    private static final Set<String> NOT_HANDED_ON = Set.of("openid", "offline_access");

    private final SignIns signIns;
    private final RegisteredApplications applications;
    private final ClaimsRepository claims;

    TokenExchange(SignIns signIns, RegisteredApplications applications, ClaimsRepository claims) {
        this.signIns = signIns;
        this.applications = applications;
        this.claims = claims;
    }

    /** Puts its conditions before those of the library. */
    void configure(List<AuthenticationProvider> providers) {
        providers.replaceAll(provider -> provider instanceof OAuth2TokenExchangeAuthenticationProvider library
                ? new Conditional(library)
                : provider);
    }

    private final class Conditional implements AuthenticationProvider {
        private final AuthenticationProvider library;

        Conditional(AuthenticationProvider library) {
            this.library = library;
        }

        @Override
        public @Nullable Authentication authenticate(Authentication authentication) {
            return library.authenticate(checked((OAuth2TokenExchangeAuthenticationToken) authentication));
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return library.supports(authentication);
        }
    }

    private Authentication checked(OAuth2TokenExchangeAuthenticationToken asked) {
        var client = (Authentication) asked.getPrincipal();
        if (asked.getActorToken() != null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        if (!asked.getResources().isEmpty() || !Set.of(client.getName()).containsAll(asked.getAudiences())) {
            throw new OAuth2AuthenticationException("invalid_target");
        }
        var subject = signIns.findByToken(asked.getSubjectToken(), ACCESS_TOKEN);
        if (subject == null || !mayServe(client, subject)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        return new OAuth2TokenExchangeAuthenticationToken(
                asked.getRequestedTokenType(),
                asked.getSubjectToken(),
                asked.getSubjectTokenType(),
                client,
                null,
                null,
                asked.getResources(),
                asked.getAudiences(),
                scopes(asked.getScopes(), subject),
                new HashMap<>(asked.getAdditionalParameters()));
    }

    private boolean mayServe(Authentication client, OAuth2Authorization subject) {
        return !AuthorizationGrantType.TOKEN_EXCHANGE.equals(subject.getAuthorizationGrantType())
                && subject.getAttribute(Principal.class.getName()) instanceof Holder holder
                && applications
                        .find(client.getName())
                        .filter(service -> isOpen(service, holder))
                        .isPresent();
    }

    private boolean isOpen(Application service, Holder holder) {
        var organization = holder.organization();
        return organization != null
                && !claims.listChoices(holder.user(), service, organization.toString())
                        .isEmpty();
    }

    private static Set<String> scopes(Set<String> asked, OAuth2Authorization subject) {
        var access = subject.getAccessToken();
        var held = access == null
                ? Set.<String>of()
                : access.getToken().getScopes().stream()
                        .filter(scope -> !NOT_HANDED_ON.contains(scope))
                        .collect(Collectors.toSet());
        var scopes = asked.isEmpty() ? held : asked;
        if (scopes.isEmpty() || !held.containsAll(scopes)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
        return scopes;
    }

    /** Names the service as who acts (section 4.1), and ends the token no later than the one that was exchanged. */
    static void limit(JwtEncodingContext context) {
        var subject = context.getAuthorization();
        var access = subject == null ? null : subject.getAccessToken();
        context.getClaims().claims(all -> {
            var act = new HashMap<String, Object>();
            act.put("sub", context.getRegisteredClient().getClientId());
            if (all.get("act") instanceof Map<?, ?> before) {
                act.put("act", before);
            }
            all.put("act", act);
            var issued = (Instant) Objects.requireNonNull(all.get("iat"));
            var expires = earlier((Instant) Objects.requireNonNull(all.get("exp")), issued.plus(LONGEST));
            var own = access == null ? null : access.getToken().getExpiresAt();
            all.put("exp", own == null ? expires : earlier(expires, own));
        });
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
