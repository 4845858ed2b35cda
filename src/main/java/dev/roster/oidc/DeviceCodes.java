package dev.roster.oidc;

import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.shared.ProblemException;
import dev.roster.shared.Secret;
import dev.roster.shared.UserId;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.RateLimit;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2DeviceAuthorizationEndpointConfigurer;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * The codes of devices without a browser: a long one for the device, and a short one that a person enters. There are so few
 * short ones that their plain hashes could be tried, so what is stored is keyed with the server's secret.
 */
@Component
class DeviceCodes {
    /** How many devices can ask from one address. */
    private static final RateLimit REQUESTS = new RateLimit("device-request", 30, Duration.ofMinutes(10));

    /** How many wrong codes one person can enter; there are 20⁸. */
    private static final RateLimit CODES = new RateLimit("device-code", 10, Duration.ofMinutes(10));

    /** Consonants without Y, which spell no words (RFC 8628, section 6.1). */
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

    private static final String PURPOSE = "user-code";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServerSecret secret;
    private final Throttle throttle;
    private final String page;
    private final Clock clock;

    DeviceCodes(ServerSecret secret, Throttle throttle, Settings settings, Clock clock) {
        this.secret = secret;
        this.throttle = throttle;
        this.page = settings.publicUrl() + DevicePages.PATH;
        this.clock = clock;
    }

    /** Makes the codes that the library hands out. */
    void configure(OAuth2DeviceAuthorizationEndpointConfigurer endpoint) {
        endpoint.verificationUri(page)
                .authenticationProviders(providers -> providers.forEach(provider -> {
                    if (provider instanceof OAuth2DeviceAuthorizationRequestAuthenticationProvider requests) {
                        requests.setDeviceCodeGenerator(this::deviceCode);
                        requests.setUserCodeGenerator(
                                context -> new OAuth2UserCode(next() + "-" + next(), clock.instant(), expiry(context)));
                    }
                }));
    }

    private OAuth2DeviceCode deviceCode(OAuth2TokenContext context) {
        count(context);
        return new OAuth2DeviceCode(Secret.next(), clock.instant(), expiry(context));
    }

    /** What is stored of a new code for a person. */
    byte[] mac(String code) {
        return secret.mac(PURPOSE, letters(code));
    }

    /** What may be stored of one that was entered in any spelling. */
    List<byte[]> macs(String typed) {
        return secret.macs(PURPOSE, letters(typed));
    }

    /** As it is shown. */
    static String shown(String typed) {
        var letters = new String(letters(typed), StandardCharsets.US_ASCII);
        return letters.length() == 8 ? letters.substring(0, 4) + "-" + letters.substring(4) : letters;
    }

    /**
     * Counts an attempt to enter a code, to be given back if it was right.
     *
     * @throws ProblemException {@code too-many-requests}
     */
    Throttle.Tries count(UserId user) {
        return throttle.takeAll(List.of(new Counted(CODES, user.toString())));
    }

    private void count(OAuth2TokenContext context) {
        var request = context.<OAuth2DeviceAuthorizationRequestAuthenticationToken>getAuthorizationGrant();
        var address = request != null && request.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "";
        try {
            throttle.take(REQUESTS, Throttle.source(address));
        } catch (ProblemException tooMany) {
            throw new OAuth2AuthenticationException("slow_down");
        }
    }

    private Instant expiry(OAuth2TokenContext context) {
        return clock.instant()
                .plus(context.getRegisteredClient().getTokenSettings().getDeviceCodeTimeToLive());
    }

    private static String next() {
        return Stream.generate(() -> LETTERS.charAt(RANDOM.nextInt(LETTERS.length())))
                .limit(4)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static byte[] letters(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "").getBytes(StandardCharsets.US_ASCII);
    }
}
