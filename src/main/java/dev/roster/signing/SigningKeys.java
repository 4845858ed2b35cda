package dev.roster.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.roster.access.Actor;
import dev.roster.installation.ServerSecret;
import dev.roster.shared.Ids;
import dev.roster.signing.SigningKeyRepository.Stored;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys that sign tokens: RS256 for ID tokens, which every client understands (OpenID Connect Core 1.0, section 15.1), and
 * ES256 for access tokens, which are verified often. Shared by all nodes, and replaced every 90 days.
 */
@Component
public class SigningKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final String PURPOSE = "signing-key";
    private static final int RSA_BITS = 2048;
    private static final Duration LIFE = Duration.ofDays(90);

    /** The longest life of a token, with which a retired key may have signed. */
    private static final Duration PUBLISHED = Duration.ofDays(1);

    /** How long a node does not ask for new keys. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final SigningKeyRepository repository;
    private final ServerSecret secret;
    private final Clock clock;
    private volatile @Nullable Loaded loaded;

    private record Loaded(List<JWK> keys, Instant at) {}

    SigningKeys(SigningKeyRepository repository, ServerSecret secret, Clock clock) {
        this.repository = repository;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        return selector.select(new JWKSet(keys()));
    }

    /** The claims of a token that one of these keys signed, however old; empty for any other text. */
    public Optional<JWTClaimsSet> verified(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            for (var key : keys()) {
                if (key.getKeyID().equals(jwt.getHeader().getKeyID())) {
                    var verifier = key instanceof RSAKey rsa
                            ? new RSASSAVerifier(rsa.toRSAPublicKey())
                            : new ECDSAVerifier(((ECKey) key).toECPublicKey());
                    return jwt.verify(verifier) ? Optional.of(jwt.getJWTClaimsSet()) : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (ParseException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    /** Retires keys that are old enough, makes new ones, and deletes those with which no valid token is signed. */
    @Transactional
    public void renew() {
        var job = new Actor.Job("signing-keys").requireOperator();
        var now = clock.instant();
        repository.retire(job, now.minus(LIFE), now);
        repository.deleteRetired(job, now.minus(PUBLISHED));
        loaded = null;
        keys();
    }

    private List<JWK> keys() {
        var known = loaded;
        var now = clock.instant();
        if (known == null || known.at().plus(REMEMBERED).isBefore(now)) {
            known = new Loaded(load(now), now);
            loaded = known;
        }
        return known.keys();
    }

    private List<JWK> load(Instant now) {
        var stored = kept();
        for (var algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256)) {
            boolean exists = stored.stream()
                    .anyMatch(key -> key.retiredAt() == null && key.algorithm().equals(algorithm.getName()));
            if (!exists) {
                repository.insert(new Actor.Job("signing-keys").requireOperator(), generated(algorithm, now));
                stored = repository.list();
            }
        }
        var keys = new ArrayList<JWK>();
        // Those that sign come first.
        stored.stream().filter(key -> key.retiredAt() == null).map(this::opened).forEach(keys::add);
        stored.stream()
                .filter(key -> key.retiredAt() != null && isOpen(key))
                .map(this::opened)
                .forEach(keys::add);
        return List.copyOf(keys);
    }

    /** A key whose secret was lost signs nothing any more; one from before a rotation is sealed anew. */
    private List<Stored> kept() {
        var job = new Actor.Job("signing-keys").requireOperator();
        for (var key : repository.list()) {
            if (!isOpen(key)) {
                if (key.retiredAt() == null) {
                    LOG.warn("Signing key {} cannot be opened with the server's secret and is replaced.", key.id());
                    repository.retire(job, key.id(), clock.instant());
                }
            } else if (!secret.isCurrent(PURPOSE, context(key.id()), key.sealed())) {
                repository.reseal(job, key.id(), secret.seal(PURPOSE, context(key.id()), plain(key)));
            }
        }
        return repository.list();
    }

    private boolean isOpen(Stored key) {
        return sealed(key).isPresent();
    }

    private byte[] plain(Stored key) {
        return sealed(key).orElseThrow();
    }

    private Optional<byte[]> sealed(Stored key) {
        return secret.open(PURPOSE, context(key.id()), key.sealed());
    }

    private Stored generated(JWSAlgorithm algorithm, Instant now) {
        var id = Ids.next();
        try {
            var key = algorithm.equals(JWSAlgorithm.RS256)
                    ? new RSAKeyGenerator(RSA_BITS)
                            .keyID(id.toString())
                            .algorithm(algorithm)
                            .keyUse(KeyUse.SIGNATURE)
                            .generate()
                    : new ECKeyGenerator(Curve.P_256)
                            .keyID(id.toString())
                            .algorithm(algorithm)
                            .keyUse(KeyUse.SIGNATURE)
                            .generate();
            var sealed = secret.seal(PURPOSE, context(id), key.toJSONString().getBytes(StandardCharsets.UTF_8));
            return new Stored(id, algorithm.getName(), sealed, now, null);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK can generate it", e);
        }
    }

    private JWK opened(Stored key) {
        try {
            return JWK.parse(new String(plain(key), StandardCharsets.UTF_8));
        } catch (ParseException damaged) {
            throw new IllegalStateException("a signing key is damaged", damaged);
        }
    }

    private static byte[] context(UUID id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
