package dev.roster.oidc;

import dev.roster.access.Actor;
import dev.roster.access.Permit;
import dev.roster.oidc.ApplicationSignIn.Token;
import dev.roster.oidc.SignInRepository.TokenKind;
import dev.roster.shared.Ids;
import dev.roster.shared.Secret;
import dev.roster.signing.SigningKeys;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sign-ins at applications, as the authorization server wants them. Codes and tokens are stored as hashes, and are found only
 * while their person may still enter: blocking, deactivating or removing somebody needs to tell nobody here.
 */
@Component
class SignIns implements OAuth2AuthorizationService {
    /** Stands for a token of which there is only the hash. */
    private static final String STORED = "stored ";

    private static final String BEFORE = ApplicationSignIn.class.getName();
    private static final Duration ANY_LIFE = Duration.ofMinutes(1);

    private final SignInRepository repository;
    private final RegisteredApplications applications;
    private final SigningKeys keys;
    private final Endings endings;
    private final TransactionOperations transactions;
    private final Clock clock;

    SignIns(
            SignInRepository repository,
            RegisteredApplications applications,
            SigningKeys keys,
            Endings endings,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.applications = applications;
        this.keys = keys;
        this.endings = endings;
        this.transactions = transactions;
        this.clock = clock;
    }

    static Permit permit() {
        return new Actor.Job("oidc").requireOperator();
    }

    /** @throws OAuth2AuthenticationException {@code invalid_grant} if its code or refresh token was used meanwhile */
    @Override
    public void save(OAuth2Authorization authorization) {
        ApplicationSignIn before = authorization.getAttribute(BEFORE);
        var now = clock.instant();
        if (before == null) {
            transactions.executeWithoutResult(_ -> repository.insert(permit(), written(authorization, null), now));
            return;
        }
        var after = written(authorization, before);
        boolean updated =
                Boolean.TRUE.equals(transactions.execute(_ -> repository.update(permit(), before, after, now)));
        if (!updated) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        if (revoked(before, after)) {
            endings.end(after.id());
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        transactions.executeWithoutResult(_ -> repository.delete(permit(), UUID.fromString(authorization.getId())));
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return Ids.read(id)
                .flatMap(repository::find)
                .flatMap(found -> read(found, Map.of()))
                .orElse(null);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return find(token, type == null ? "" : type.getValue()).orElse(null);
    }

    private Optional<OAuth2Authorization> find(String token, String type) {
        return switch (type) {
            case OAuth2ParameterNames.STATE -> live(TokenKind.STATE, token);
            case OAuth2ParameterNames.CODE -> byCode(token);
            case OAuth2ParameterNames.REFRESH_TOKEN -> byRefreshToken(token);
            case OidcParameterNames.ID_TOKEN -> byIdToken(token);
            case OAuth2ParameterNames.ACCESS_TOKEN -> live(TokenKind.ACCESS, token);
            default -> live(TokenKind.ACCESS, token).or(() -> byRefreshToken(token));
        };
    }

    private Optional<OAuth2Authorization> live(TokenKind kind, String token) {
        return repository
                .findBy(kind, Secret.hash(token))
                .filter(ApplicationSignIn::live)
                .flatMap(found -> read(found, Map.of(kind, token)));
    }

    /** Who uses a code again has stolen it, or has been robbed: what it gave ends (RFC 6749, section 4.1.2). */
    private Optional<OAuth2Authorization> byCode(String token) {
        var found = repository.findBy(TokenKind.CODE, Secret.hash(token));
        found.filter(signIn -> signIn.code().spent()).ifPresent(signIn -> endings.end(signIn.id()));
        return found.filter(ApplicationSignIn::live)
                .filter(signIn -> !signIn.code().spent())
                .flatMap(signIn -> read(signIn, Map.of(TokenKind.CODE, token)));
    }

    /** The same for a refresh token that another one has replaced (RFC 9700, section 4.14.2). */
    private Optional<OAuth2Authorization> byRefreshToken(String token) {
        var hash = Secret.hash(token);
        var found = repository.findBy(TokenKind.REFRESH, hash);
        if (found.isEmpty()) {
            repository.findSpent(hash).ifPresent(endings::end);
        }
        return found.filter(ApplicationSignIn::live).flatMap(signIn -> read(signIn, Map.of(TokenKind.REFRESH, token)));
    }

    /** An ID token shows who signs out, even if it has expired. */
    private Optional<OAuth2Authorization> byIdToken(String token) {
        return keys.verified(token)
                .flatMap(claims -> Optional.ofNullable(claims.getClaims().get("sid"))
                        .flatMap(sid -> Ids.read(sid.toString()))
                        .flatMap(repository::find)
                        .flatMap(found -> read(found, Map.of()))
                        .map(found -> {
                            var times = claims.toJSONObject();
                            var issued = claims.getIssueTime().toInstant();
                            var idToken = new OidcIdToken(
                                    token, issued, claims.getExpirationTime().toInstant(), claims(times));
                            return OAuth2Authorization.from(found)
                                    .token(
                                            idToken,
                                            metadata -> metadata.put(
                                                    OAuth2Authorization.Token.CLAIMS_METADATA_NAME,
                                                    idToken.getClaims()))
                                    .build();
                        }));
    }

    /** As the library reads them: the audience is always a list. */
    private static Map<String, Object> claims(Map<String, Object> json) {
        var claims = new HashMap<>(json);
        if (claims.get("aud") instanceof String one) {
            claims.put("aud", List.of(one));
        }
        return claims;
    }

    private static boolean revoked(ApplicationSignIn before, ApplicationSignIn after) {
        return (!before.refresh().spent() && after.refresh().spent())
                || (!before.access().spent()
                        && after.access().spent()
                        && !after.refresh().exists());
    }

    private Optional<OAuth2Authorization> read(ApplicationSignIn found, Map<TokenKind, String> known) {
        var client = applications.findById(found.application().toString());
        return Optional.ofNullable(client).map(registered -> read(registered, found, known));
    }

    private static OAuth2Authorization read(
            RegisteredClient client, ApplicationSignIn found, Map<TokenKind, String> known) {
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
                    new Holder(user, found.session(), at, found.organization(), found.factor()));
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
        if (code.exists()) {
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
            put(
                    authorization,
                    new OAuth2AccessToken(
                            OAuth2AccessToken.TokenType.BEARER,
                            value == null ? STORED + "access" : value,
                            Objects.requireNonNull(access.issuedAt()),
                            Objects.requireNonNull(access.expiresAt()),
                            Set.copyOf(found.accessScopes())),
                    access.spent(),
                    metadata -> metadata.put(
                            OAuth2Authorization.Token.CLAIMS_METADATA_NAME,
                            value == null ? Map.of() : JwtText.claims(value)));
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

    private static ApplicationSignIn written(OAuth2Authorization authorization, @Nullable ApplicationSignIn before) {
        var holder = authorization.getAttribute(Principal.class.getName()) instanceof Holder person ? person : null;
        OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        var access = authorization.getAccessToken();
        return new ApplicationSignIn(
                UUID.fromString(authorization.getId()),
                UUID.fromString(authorization.getRegisteredClientId()),
                holder == null ? null : holder.organization(),
                holder == null ? null : holder.user(),
                holder == null ? null : holder.session(),
                holder == null ? null : holder.authenticatedAt(),
                holder == null ? null : holder.factor(),
                authorization.getAuthorizationGrantType().getValue(),
                List.copyOf(authorization.getAuthorizedScopes()),
                request == null ? null : AskedFor.written(request),
                state == null ? null : Secret.hash(state),
                written(
                        authorization.getToken(OAuth2AuthorizationCode.class),
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
}
