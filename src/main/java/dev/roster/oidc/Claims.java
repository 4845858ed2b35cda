package dev.roster.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.roster.oidc.ClaimsRepository.Known;
import dev.roster.shared.OrganizationId;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * What an application learns about a person: read at the moment when it asks, so that a token never says more than the person
 * holds when it is issued.
 */
@Component
class Claims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final ClaimsRepository repository;

    Claims(ClaimsRepository repository) {
        this.repository = repository;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        boolean idToken = context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN);
        var claims = context.getClaims();
        if (!idToken) {
            // RFC 9068.
            context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).type("at+jwt");
            claims.claim("client_id", context.getRegisteredClient().getClientId());
            claims.claims(all -> all.remove("nbf"));
        }
        var authorization = context.getAuthorization();
        if (!idToken) {
            bind(context, authorization);
        }
        var principal = context.<Authentication>getPrincipal();
        if (!(principal instanceof Holder holder)) {
            return;
        }
        if (authorization != null) {
            claims.claim("sid", authorization.getId());
        }
        claims.claim("auth_time", holder.authenticatedAt().getEpochSecond());
        if (idToken) {
            var factor = holder.factor();
            claims.claim("amr", factor == null ? List.of("pwd") : factor.methods());
        }
        of(holder, context.getAuthorizedScopes(), idToken).forEach(claims::claim);
        if (AuthorizationGrantType.TOKEN_EXCHANGE.equals(context.getAuthorizationGrantType())) {
            TokenExchange.limit(context);
        }
    }

    /** Binds an access token to the key of the proof (RFC 9449), which a later one must have, too. */
    private static void bind(JwtEncodingContext context, @Nullable OAuth2Authorization authorization) {
        Jwt proof = context.get(OAuth2TokenContext.DPOP_PROOF_KEY);
        if (proof != null) {
            context.getClaims().claim("cnf", Map.of("jkt", thumbprint(proof)));
        } else if (authorization != null && Authorizations.thumbprint(authorization.getAccessToken()) != null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_DPOP_PROOF);
        }
    }

    @SuppressWarnings("unchecked")
    private static String thumbprint(Jwt proof) {
        try {
            var key = (Map<String, Object>)
                    Objects.requireNonNull(proof.getHeaders().get("jwk"));
            return JWK.parse(key).computeThumbprint().toString();
        } catch (ParseException | JOSEException unreadable) {
            throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_DPOP_PROOF), unreadable);
        }
    }

    /**
     * The claims of these scopes.
     *
     * @param personal whether those about the person are wanted, too, besides those about the organization
     * @throws OAuth2AuthenticationException {@code invalid_grant} if the person may no longer enter the organization
     */
    Map<String, Object> of(Holder holder, Collection<String> scopes, boolean personal) {
        var organization = holder.organization();
        var known = repository
                .find(holder.user(), organization)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        var claims = new LinkedHashMap<String, Object>();
        if (personal && scopes.contains("profile")) {
            put(claims, "name", known.displayName());
            put(claims, "given_name", known.firstName());
            put(claims, "family_name", known.lastName());
            put(claims, "preferred_username", known.username() == null ? known.email() : known.username());
            put(claims, "locale", known.locale());
            put(claims, "zoneinfo", known.timeZone());
        }
        if (personal && scopes.contains("email") && known.email() != null) {
            put(claims, "email", known.email());
            claims.put("email_verified", known.emailVerified());
        }
        if (personal && scopes.contains("phone")) {
            put(claims, "phone_number", known.phone());
        }
        if (scopes.contains("organization") && organization != null) {
            putOrganization(claims, known, organization);
        }
        return claims;
    }

    private static void putOrganization(Map<String, Object> claims, Known known, OrganizationId organization) {
        claims.put("org_id", organization.toString());
        put(claims, "org_slug", known.slug());
        put(claims, "org_name", known.organizationName());
        claims.put("roles", new ArrayList<>(known.roles()));
        claims.put("groups", new ArrayList<>(known.groups()));
        claims.put("permissions", new ArrayList<>(known.permissions()));
        if (known.homeId() != null) {
            // RFC 8693, section 4.1: who acts there.
            var actor = new LinkedHashMap<String, Object>();
            actor.put("sub", known.user());
            actor.put("org_id", known.homeId());
            put(actor, "org_slug", known.homeSlug());
            claims.put("act", actor);
        }
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
