package dev.roster.oidc;

import dev.roster.access.Actor;
import dev.roster.access.Permit;
import dev.roster.oidc.SignInRepository.TokenKind;
import dev.roster.shared.Ids;
import dev.roster.shared.Secret;
import dev.roster.signing.SigningKeys;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sign-ins at applications, as the authorization server wants them. Codes and tokens are stored as hashes, and are found only
 * while their person may still enter: blocking, deactivating or removing somebody needs to tell nobody here.
 */
@Component
class SignIns implements OAuth2AuthorizationService {
    private final SignInRepository repository;
    private final RegisteredApplications applications;
    private final SigningKeys keys;
    private final Endings endings;
    private final DeviceCodes deviceCodes;
    private final TransactionOperations transactions;
    private final Clock clock;

    SignIns(
            SignInRepository repository,
            RegisteredApplications applications,
            SigningKeys keys,
            Endings endings,
            DeviceCodes deviceCodes,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.applications = applications;
        this.keys = keys;
        this.endings = endings;
        this.deviceCodes = deviceCodes;
        this.transactions = transactions;
        this.clock = clock;
    }

    static Permit permit() {
        return new Actor.Job("oidc").requireOperator();
    }

    /** @throws OAuth2AuthenticationException {@code invalid_grant} if its code or refresh token was used meanwhile */
    @Override
    public void save(OAuth2Authorization authorization) {
        ApplicationSignIn before = authorization.getAttribute(Authorizations.BEFORE);
        var now = clock.instant();
        if (before == null) {
            transactions.executeWithoutResult(
                    _ -> repository.insert(permit(), Authorizations.written(authorization, null, deviceCodes), now));
            return;
        }
        var after = Authorizations.written(authorization, before, deviceCodes);
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
            case OAuth2ParameterNames.DEVICE_CODE -> byDeviceCode(token);
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

    /** Likewise, but the device is told if somebody has refused it. */
    private Optional<OAuth2Authorization> byDeviceCode(String token) {
        var found = repository.findBy(TokenKind.CODE, Secret.hash(token));
        boolean again = found.filter(
                        signIn -> signIn.code().spent() && signIn.access().exists())
                .isPresent();
        if (again) {
            found.ifPresent(signIn -> endings.end(signIn.id()));
            return Optional.empty();
        }
        return found.filter(ApplicationSignIn::live).flatMap(signIn -> read(signIn, Map.of(TokenKind.CODE, token)));
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
        return Optional.ofNullable(client).map(registered -> Authorizations.read(registered, found, known));
    }
}
