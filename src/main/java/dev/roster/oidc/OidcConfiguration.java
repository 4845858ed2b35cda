package dev.roster.oidc;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.roster.installation.Settings;
import dev.roster.shared.Secret;
import dev.roster.signing.SigningKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

@Configuration(proxyBeanMethods = false)
class OidcConfiguration {
    private static final LocalTime CLEAN_UP_AT = LocalTime.of(3, 40);
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    /** How long a sign-in without valid tokens is kept, so that a spent code or token is still recognised. */
    private static final Duration KEPT = Duration.ofDays(1);

    @Bean
    AuthorizationServerSettings authorizationServerSettings(Settings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.publicUrl().toString())
                .build();
    }

    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        var encoder = new NimbusJwtEncoder(keys);
        // The first one signs; the others are published until what they signed has expired.
        encoder.setJwkSelector(List::getFirst);
        return encoder;
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokenGenerator(JwtEncoder encoder, Claims claims, Clock clock) {
        var jwts = new JwtGenerator(encoder);
        jwts.setJwtCustomizer(claims);
        jwts.setClock(clock);
        return new DelegatingOAuth2TokenGenerator(jwts, new RefreshTokens(clock));
    }

    /**
     * Recognises the access token of a request for user info. It is found by its hash, so that a revoked one, or that of a
     * person who may no longer enter, is none.
     */
    @Bean
    JwtDecoder accessTokens(SignIns signIns) {
        return token -> {
            var found = signIns.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
            var access = found == null ? null : found.getAccessToken();
            if (found == null || access == null || !access.isActive()) {
                throw new BadJwtException("unknown, expired or revoked");
            }
            return Jwt.withTokenValue(token)
                    .header("typ", "at+jwt")
                    .issuedAt(Objects.requireNonNull(access.getToken().getIssuedAt()))
                    .expiresAt(Objects.requireNonNull(access.getToken().getExpiresAt()))
                    .subject(found.getPrincipalName())
                    // A token that is bound to a key is not accepted without it.
                    .claims(claims -> bound(found).ifPresent(key -> claims.put("cnf", Map.of("jkt", key))))
                    .build();
        };
    }

    private static Optional<String> bound(OAuth2Authorization found) {
        return Optional.ofNullable(Authorizations.thumbprint(found.getAccessToken()));
    }

    /** From the header, or from the form of a POST (RFC 6750, section 2). */
    @Bean
    BearerTokenResolver bearerTokens() {
        var resolver = new DefaultBearerTokenResolver();
        resolver.setAllowFormEncodedBodyParameter(true);
        return resolver;
    }

    @Bean
    Task<Void> applicationSignInCleanUp(ObjectProvider<SignInRepository> signIns, Clock clock) {
        return Tasks.recurring("application-sign-in-clean-up", Schedules.daily(ZoneOffset.UTC, CLEAN_UP_AT))
                .execute((_, _) -> signIns.getObject()
                        .deleteExpired(clock.instant(), clock.instant().minus(KEPT)));
    }

    @Bean
    Task<Void> signingKeyRenewal(ObjectProvider<SigningKeys> keys) {
        return Tasks.recurring("signing-key-renewal", Schedules.daily(ZoneOffset.UTC, CLEAN_UP_AT))
                .execute((_, _) -> keys.getObject().renew());
    }

    @Bean
    Task<Void> backChannelLogout(ObjectProvider<BackChannel> backChannel) {
        return Tasks.recurring("back-channel-logout", Schedules.fixedDelay(TELL_EVERY))
                .execute((_, _) -> backChannel.getObject().tell());
    }

    /** Also for applications without a secret, which get a new one each time. */
    private record RefreshTokens(Clock clock) implements OAuth2TokenGenerator<OAuth2RefreshToken> {
        @Override
        public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
            if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
                return null;
            }
            var now = clock.instant();
            var life = context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive();
            return new OAuth2RefreshToken(Secret.next(), now, now.plus(life));
        }
    }
}
