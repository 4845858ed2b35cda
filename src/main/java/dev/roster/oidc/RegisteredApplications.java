package dev.roster.oidc;

import dev.roster.application.Application;
import dev.roster.application.ApplicationKind;
import dev.roster.application.ApplicationRepository;
import dev.roster.shared.Ids;
import dev.roster.shared.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Applications as the authorization server wants them. */
@Component
class RegisteredApplications implements RegisteredClientRepository {
    /** What an application can ask for. */
    static final List<String> SCOPES = List.of("openid", "profile", "email", "phone", "organization", "offline_access");

    static final String CONSENT_PAGE = "/oauth2/consent";
    private static final Duration CODE_LIFE = Duration.ofMinutes(1);
    private static final Duration DEVICE_CODE_LIFE = Duration.ofMinutes(10);

    private final ApplicationRepository repository;
    private final Clock clock;

    RegisteredApplications(ApplicationRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    Optional<Application> find(@Nullable String clientId) {
        return Optional.ofNullable(clientId).flatMap(Ids::read).flatMap(this::find);
    }

    /** Read once in a request, in which the library asks for it several times. */
    private Optional<Application> find(UUID id) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return repository.find(id, clock.instant());
        }
        var name = RegisteredApplications.class.getName() + id;
        if (request.getAttribute(name, RequestAttributes.SCOPE_REQUEST) instanceof Application known) {
            return Optional.of(known);
        }
        var found = repository.find(id, clock.instant());
        found.ifPresent(application -> request.setAttribute(name, application, RequestAttributes.SCOPE_REQUEST));
        return found;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return find(clientId).map(RegisteredApplications::client).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("applications are registered by operators");
    }

    private static RegisteredClient client(Application application) {
        var id = application.id().toString();
        var client = RegisteredClient.withId(id)
                .clientId(id)
                .clientIdIssuedAt(application.createdAt())
                .clientName(application.name())
                .scopes(scopes -> scopes.addAll(SCOPES))
                .redirectUris(uris -> uris.addAll(application.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(application.postLogoutRedirectUris()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(!application.firstParty())
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE_LIFE)
                        .accessTokenTimeToLive(application.accessTokenLife())
                        .refreshTokenTimeToLive(application.refreshTokenLife())
                        .deviceCodeTimeToLive(DEVICE_CODE_LIFE)
                        .reuseRefreshTokens(false)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.RS256)
                        .build());
        if (application.kind().isConfidential()) {
            client.clientSecret(application.secretHashes().stream()
                            .map(HexFormat.of()::formatHex)
                            .collect(Collectors.joining(",")))
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        } else {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        }
        if (application.kind() == ApplicationKind.SERVICE) {
            client.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
            if (application.firstParty()) {
                // Another company's would need a consent, and there is nobody to be asked.
                client.authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE);
            }
        } else {
            if (application.kind() == ApplicationKind.NATIVE) {
                client.authorizationGrantType(AuthorizationGrantType.DEVICE_CODE);
            }
            client.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
        }
        return client.build();
    }

    /** Compares a secret with the hashes of those that are valid: a random secret needs no slow hash. */
    static final class Secrets implements PasswordEncoder {
        @Override
        public String encode(@Nullable CharSequence secret) {
            return HexFormat.of().formatHex(Secret.hash(String.valueOf(secret)));
        }

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String hashes) {
            var given = encode(secret).getBytes(StandardCharsets.US_ASCII);
            boolean matches = false;
            for (var hash : String.valueOf(hashes).split(",")) {
                matches |= MessageDigest.isEqual(given, hash.getBytes(StandardCharsets.US_ASCII));
            }
            return matches;
        }
    }
}
