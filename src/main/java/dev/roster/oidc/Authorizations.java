package dev.roster.oidc;

import com.nimbusds.jwt.SignedJWT;
import dev.roster.oidc.ApplicationSignIn.Token;
import dev.roster.oidc.SignInRepository.TokenKind;
import dev.roster.shared.Secret;
import java.security.Principal;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Turns stored sign-ins into the library's authorizations, and back. */
final class Authorizations {
    /** The attribute with the sign-in as it was read. */
    static final String BEFORE = ApplicationSignIn.class.getName();

    /** Stands for a token of which there is only the hash. */
    private static final String STORED = "stored ";

    private static final Duration ANY_LIFE = Duration.ofMinutes(1);

    private Authorizations() {}

    /** @param known the tokens that the request named, and that are therefore more than a hash */
    static OAuth2Authorization read(RegisteredClient client, ApplicationSignIn found, Map<TokenKind, String> known) {
        var user = found.user();
        var authorization = OAuth2Authorization.withRegisteredClient(client)
                .id(found.id().toString())
                .principalName(user == null ? client.getClientId() : user.toString())
                .authorizationGrantType(new AuthorizationGrantType(found.grantType()))
                .authorizedScopes(Set.copyOf(found.scopes()))
                .attribute(BEFORE, found);
        if (user != null) {
            var at = found.authenticatedAt() == null ? Instant.EPOCH : found.authenticatedAt();
            authorization.attribute(
                    Principal.class.getName(),
                    new Holder(user, found.session(), at, found.organization(), found.factor(), found.id()));
        }
        var request = found.request();
        if (request != null) {
            authorization.attribute(OAuth2AuthorizationRequest.class.getName(), AskedFor.read(request));
        }
        var state = known.get(TokenKind.STATE);
        if (state != null) {
            authorization.attribute(OAuth2ParameterNames.STATE, state);
        }
        tokens(authorization, found, known);
        return authorization.build();
    }

    private static void tokens(
            OAuth2Authorization.Builder authorization, ApplicationSignIn found, Map<TokenKind, String> known) {
        var code = found.code();
        if (code.exists() && isOfDevice(found)) {
            device(authorization, found, known);
        } else if (code.exists()) {
            put(
                    authorization,
                    new OAuth2AuthorizationCode(
                            known.getOrDefault(TokenKind.CODE, STORED + "code"),
                            Objects.requireNonNull(code.issuedAt()),
                            Objects.requireNonNull(code.expiresAt())),
                    code.spent(),
                    _ -> {});
        }
        var access = found.access();
        if (access.exists()) {
            var value = known.get(TokenKind.ACCESS);
            var thumbprint = found.keyThumbprint();
            put(
                    authorization,
                    new OAuth2AccessToken(
                            thumbprint == null ? OAuth2AccessToken.TokenType.BEARER : OAuth2AccessToken.TokenType.DPOP,
                            value == null ? STORED + "access" : value,
                            Objects.requireNonNull(access.issuedAt()),
                            Objects.requireNonNull(access.expiresAt()),
                            Set.copyOf(found.accessScopes())),
                    access.spent(),
                    metadata -> metadata.put(
                            OAuth2Authorization.Token.CLAIMS_METADATA_NAME,
                            value == null ? bound(thumbprint) : claims(value)));
        }
        var refresh = found.refresh();
        if (refresh.exists()) {
            put(
                    authorization,
                    new OAuth2RefreshToken(
                            known.getOrDefault(TokenKind.REFRESH, STORED + "refresh"),
                            Objects.requireNonNull(refresh.issuedAt()),
                            Objects.requireNonNull(refresh.expiresAt())),
                    refresh.spent(),
                    _ -> {});
        }
        if (found.scopes().contains(OidcScopes.OPENID) && found.user() != null && access.exists()) {
            var issued = Objects.requireNonNull(access.issuedAt());
            var idToken = new OidcIdToken(
                    STORED + "id",
                    issued,
                    issued.plus(ANY_LIFE),
                    Map.of("sub", found.user().toString()));
            put(
                    authorization,
                    idToken,
                    false,
                    metadata -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, idToken.getClaims()));
        }
    }

    private static void put(
            OAuth2Authorization.Builder authorization,
            OAuth2Token token,
            boolean spent,
            Consumer<Map<String, Object>> more) {
        authorization.token(token, metadata -> {
            metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, spent);
            more.accept(metadata);
        });
    }

    /** @param before as it was read; null for a new one */
    static ApplicationSignIn written(
            OAuth2Authorization authorization, @Nullable ApplicationSignIn before, DeviceCodes deviceCodes) {
        var holder = authorization.getAttribute(Principal.class.getName()) instanceof Holder person ? person : null;
        OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        var access = authorization.getAccessToken();
        var code = authorization.getToken(OAuth2AuthorizationCode.class);
        return new ApplicationSignIn(
                UUID.fromString(authorization.getId()),
                UUID.fromString(authorization.getRegisteredClientId()),
                holder == null ? null : holder.organization(),
                holder == null ? null : holder.user(),
                holder == null ? null : holder.session(),
                holder == null ? null : holder.authenticatedAt(),
                holder == null ? null : holder.factor(),
                before != null ? before.subject() : exchanged(authorization) && holder != null ? holder.signIn() : null,
                authorization.getAuthorizationGrantType().getValue(),
                scopes(authorization),
                request == null ? null : AskedFor.written(request),
                state == null ? null : Secret.hash(state),
                userCode(authorization, before, deviceCodes),
                thumbprint(access),
                written(
                        code == null ? authorization.getToken(OAuth2DeviceCode.class) : code,
                        before == null ? Token.NONE : before.code()),
                written(access, before == null ? Token.NONE : before.access()),
                access == null ? List.of() : List.copyOf(access.getToken().getScopes()),
                written(authorization.getRefreshToken(), before == null ? Token.NONE : before.refresh()),
                true);
    }

    private static Token written(OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token, Token before) {
        if (token == null) {
            return Token.NONE;
        }
        var value = token.getToken().getTokenValue();
        return new Token(
                value.startsWith(STORED) ? before.hash() : Secret.hash(value),
                token.getToken().getIssuedAt(),
                token.getToken().getExpiresAt(),
                token.isInvalidated());
    }

    private static boolean isOfDevice(ApplicationSignIn found) {
        return AuthorizationGrantType.DEVICE_CODE.getValue().equals(found.grantType());
    }

    private static boolean exchanged(OAuth2Authorization authorization) {
        return AuthorizationGrantType.TOKEN_EXCHANGE.equals(authorization.getAuthorizationGrantType());
    }

    /** Its code, and the one for the person, which is spent once they have decided. */
    private static void device(
            OAuth2Authorization.Builder authorization, ApplicationSignIn found, Map<TokenKind, String> known) {
        var code = found.code();
        var issued = Objects.requireNonNull(code.issuedAt());
        var expires = Objects.requireNonNull(code.expiresAt());
        var value = known.getOrDefault(TokenKind.CODE, STORED + "code");
        put(authorization, new OAuth2DeviceCode(value, issued, expires), code.spent(), _ -> {});
        var userCode = new OAuth2UserCode(STORED + "user code", issued, expires);
        put(authorization, userCode, found.userCodeMac() == null, _ -> {});
    }

    private static byte @Nullable [] userCode(
            OAuth2Authorization authorization, @Nullable ApplicationSignIn before, DeviceCodes deviceCodes) {
        var code = authorization.getToken(OAuth2UserCode.class);
        if (code == null || code.isInvalidated()) {
            return null;
        }
        return before == null ? deviceCodes.mac(code.getToken().getTokenValue()) : before.userCodeMac();
    }

    /** Of a device, before anybody has decided, those that it asks for. */
    private static List<String> scopes(OAuth2Authorization authorization) {
        Set<String> asked = authorization.getAttribute(OAuth2ParameterNames.SCOPE);
        return List.copyOf(asked == null ? authorization.getAuthorizedScopes() : asked);
    }

    private static Map<String, Object> bound(@Nullable String thumbprint) {
        return thumbprint == null ? Map.of() : Map.of("cnf", Map.of("jkt", thumbprint));
    }

    /** The key to which a token is bound; null if to none. */
    static @Nullable String thumbprint(OAuth2Authorization.@Nullable Token<OAuth2AccessToken> access) {
        var claims = access == null ? null : access.getClaims();
        return claims != null && claims.get("cnf") instanceof Map<?, ?> cnf && cnf.get("jkt") instanceof String jkt
                ? jkt
                : null;
    }

    /** The claims of a token that this server has signed itself and found by its hash, with times as the library expects. */
    private static Map<String, Object> claims(String token) {
        try {
            var claims = new HashMap<String, Object>();
            SignedJWT.parse(token)
                    .getJWTClaimsSet()
                    .getClaims()
                    .forEach((name, value) -> claims.put(
                            name, value instanceof Date date ? Instant.ofEpochMilli(date.getTime()) : value));
            return claims;
        } catch (ParseException impossible) {
            throw new IllegalStateException("a stored token is no JWT", impossible);
        }
    }
}
