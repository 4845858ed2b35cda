package dev.roster.oidc;

import dev.roster.installation.Settings;
import dev.roster.oidc.SignInRepository.ToTell;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells applications about ended sign-ins (OpenID Connect Back-Channel Logout 1.0), from the rows of the sign-ins: right after
 * the commit, and again, with growing pauses, for a day where an application does not answer.
 */
@Component
class BackChannel {
    private static final Logger LOG = LoggerFactory.getLogger(BackChannel.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TAKEN = Duration.ofMinutes(1);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);

    /** 15 s, 30 s, 1 min … 4 h: a day in all. */
    private static final int MOST_ATTEMPTS = 13;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);

    private final SignInRepository repository;
    private final JwtEncoder encoder;
    private final Settings settings;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final AtomicBoolean telling = new AtomicBoolean();
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final TransactionSynchronization afterCommit = new TransactionSynchronization() {
        @Override
        public void afterCommit() {
            Thread.ofVirtual().name("back-channel-logout").start(BackChannel.this::tell);
        }
    };

    BackChannel(
            SignInRepository repository,
            JwtEncoder encoder,
            Settings settings,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.encoder = encoder;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Tells whoever is to be told once the current transaction has committed, however often this is called in it. */
    void tellAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(afterCommit);
    }

    /** Tells every application that is due, one after the other. */
    void tell() {
        if (!telling.compareAndSet(false, true)) {
            return;
        }
        try {
            for (var next = take(); next.isPresent(); next = take()) {
                tell(next.get());
            }
        } finally {
            telling.set(false);
        }
    }

    private Optional<ToTell> take() {
        var now = clock.instant();
        return Optional.ofNullable(
                        transactions.execute(_ -> repository.takeToTell(SignIns.permit(), now, now.plus(TAKEN))))
                .flatMap(taken -> taken);
    }

    private void tell(ToTell ended) {
        boolean told = send(ended);
        var again = told || ended.attempts() >= MOST_ATTEMPTS
                ? null
                : clock.instant().plus(pause(ended.attempts()));
        if (!told) {
            LOG.warn(
                    "Application {} was not told that a sign-in has ended (attempt {})",
                    ended.application(),
                    ended.attempts());
        }
        transactions.executeWithoutResult(_ -> repository.told(SignIns.permit(), ended.id(), again));
    }

    static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 12));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private boolean send(ToTell ended) {
        try {
            var request = HttpRequest.newBuilder(URI.create(ended.address()))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("logout_token=" + token(ended, clock.instant())))
                    .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException | IllegalArgumentException unreachable) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A logout token (section 2.4). */
    private String token(ToTell ended, Instant now) {
        var header = JwsHeader.with(SignatureAlgorithm.RS256).type("logout+jwt").build();
        var claims = JwtClaimsSet.builder()
                .issuer(settings.publicUrl().toString())
                .audience(List.of(ended.application().toString()))
                .issuedAt(now)
                .expiresAt(now.plus(TOKEN_LIFE))
                .id(UUID.randomUUID().toString())
                .subject(ended.user().toString())
                .claim("sid", ended.id().toString())
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
