package dev.roster.factor;

import dev.roster.access.Permit;
import dev.roster.access.SelfPermit;
import dev.roster.installation.ServerSecret;
import dev.roster.shared.InvalidException;
import dev.roster.shared.UserId;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.RateLimit;
import dev.roster.throttle.Throttle.Tries;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds, checks and removes the second factors of people. */
@Component
public class Factors {
    private static final Logger LOG = LoggerFactory.getLogger(Factors.class);
    private static final String PURPOSE = "authenticator";
    private static final int RESEALED_AT_ONCE = 500;

    /** Of a browser that was let in before; who only knows the password cannot use these up. */
    private static final RateLimit REMEMBERED = new RateLimit("second-factor-remembered", 10, Duration.ofMinutes(10));

    /** Three of a million codes are right at a time: somebody who knows the password needs years for half a chance. */
    private static final RateLimit SHORT = new RateLimit("second-factor", 10, Duration.ofMinutes(10));

    private static final RateLimit LONG = new RateLimit("second-factor-day", 50, Duration.ofDays(1));

    private final FactorRepository repository;
    private final ServerSecret secret;
    private final Throttle throttle;
    private final Clock clock;

    Factors(FactorRepository repository, ServerSecret secret, Throttle throttle, Clock clock) {
        this.repository = repository;
        this.secret = secret;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** Whether the person is asked for a second factor when they sign in. */
    public boolean has(UserId user) {
        return repository.has(user);
    }

    /** Whether any organization that lets them in requires one. */
    public boolean isRequired(UserId user) {
        return repository.isRequired(user);
    }

    public FactorState state(UserId user) {
        var totp = repository.findAuthenticator(user);
        return new FactorState(
                totp.map(Authenticator::createdAt).orElse(null),
                totp.map(Authenticator::lastUsedAt).orElse(null),
                repository.listPasskeys(user),
                repository.countRecoveryCodes(user));
    }

    /**
     * Counts an attempt to prove a second factor.
     *
     * @param browser the key of a remembered browser, whose attempts are counted on their own; null for others
     * @return the attempt, to be refunded if it succeeds
     * @throws dev.roster.shared.ProblemException {@code too-many-requests}
     */
    public Tries attempt(UserId user, @Nullable String browser) {
        return throttle.takeAll(
                browser == null
                        ? List.of(new Counted(SHORT, user.toString()), new Counted(LONG, user.toString()))
                        : List.of(new Counted(REMEMBERED, browser + " " + user)));
    }

    /**
     * Checks a code of the person's app, or one of their recovery codes, and uses it up.
     *
     * @throws InvalidException {@code wrong-code} at the field {@code code}
     */
    public FactorKind use(UserId user, String typed) {
        var code = typed.strip().replace(" ", "");
        if (code.isEmpty()) {
            throw InvalidException.of("code", "required");
        }
        var used = Totp.isCode(code) ? useApp(user, code) : useRecoveryCode(user, code);
        return used.orElseThrow(() -> InvalidException.of("code", "wrong-code"));
    }

    private Optional<FactorKind> useApp(UserId user, String code) {
        var found = repository.findAuthenticator(user);
        var opened = found.flatMap(app -> secret.open(PURPOSE, context(user), app.sealed()));
        if (found.isPresent() && opened.isEmpty()) {
            LOG.warn("The authenticator of user {} cannot be opened with the server's secret.", user);
        }
        var now = clock.instant();
        var step = opened.map(key -> Totp.stepOf(key, code, now));
        return step.isPresent()
                        && step.get().isPresent()
                        && repository.acceptStep(user, step.get().getAsLong(), now)
                ? Optional.of(FactorKind.TOTP)
                : Optional.empty();
    }

    private Optional<FactorKind> useRecoveryCode(UserId user, String code) {
        return repository.useRecoveryCode(user, RecoveryCode.hash(code))
                ? Optional.of(FactorKind.RECOVERY_CODE)
                : Optional.empty();
    }

    /**
     * Adds an authenticator app, once a code shows that it has the secret.
     *
     * @param proven whether the person has proven the mailbox
     * @throws InvalidException {@code wrong-code}
     * @throws dev.roster.shared.ProblemException {@code authenticator-exists}
     */
    @Transactional
    public void add(SelfPermit granted, NewAuthenticator app, String typed, boolean proven) {
        var user = granted.user();
        var now = clock.instant();
        var step = Totp.stepOf(app.bytes(), typed.replace(" ", ""), now);
        if (step.isEmpty()) {
            throw InvalidException.of("code", typed.isBlank() ? "required" : "wrong-code");
        }
        repository.hold(user);
        var sealed = secret.seal(PURPOSE, context(user), app.bytes());
        if (!repository.insertAuthenticator(granted, user, sealed, step.getAsLong(), proven, now)) {
            throw FactorProblem.AUTHENTICATOR_EXISTS.with();
        }
    }

    /**
     * Removes the authenticator app; false if there was none.
     *
     * @throws dev.roster.shared.ProblemException {@code last-factor}
     */
    @Transactional
    public boolean removeAuthenticator(SelfPermit granted) {
        var user = granted.user();
        repository.hold(user);
        return repository.deleteAuthenticator(granted, user) && stillEnough(granted, user);
    }

    /** Recovery codes without a factor would be of no use. */
    boolean stillEnough(SelfPermit granted, UserId user) {
        if (!repository.has(user)) {
            if (repository.isRequired(user)) {
                throw FactorProblem.LAST_FACTOR.with();
            }
            repository.deleteRecoveryCodes(granted, user);
        }
        return true;
    }

    /** Ten new recovery codes; the earlier ones end. They cannot be shown again. */
    @Transactional
    public List<String> renewRecoveryCodes(SelfPermit granted, boolean proven) {
        var user = granted.user();
        var codes = RecoveryCode.next().toList();
        repository.hold(user);
        repository.deleteRecoveryCodes(granted, user);
        repository.insertRecoveryCodes(
                granted, user, codes.stream().map(RecoveryCode::hash).toList(), proven);
        return codes;
    }

    /** Removes everything; false if there was nothing. */
    @Transactional
    public boolean removeAll(Permit granted, UserId user) {
        repository.hold(user);
        return repository.deleteAll(granted, user, false) > 0;
    }

    /** Removes what was added before the person had proven the mailbox: it may be somebody else's. */
    @Transactional
    public void removeUnproven(Permit granted, UserId user) {
        repository.hold(user);
        repository.deleteAll(granted, user, true);
    }

    /** The holder of the account has proven the mailbox. */
    public void prove(Permit granted, UserId user) {
        repository.prove(granted, user);
    }

    /** Seals the secrets of apps that were sealed before the server's secret was replaced. */
    void reseal() {
        var last = new UserId(new UUID(0, 0));
        while (true) {
            var some = repository.listSealed(last, RESEALED_AT_ONCE);
            for (var each : some.entrySet()) {
                last = each.getKey();
                reseal(last, each.getValue());
            }
            if (some.size() < RESEALED_AT_ONCE) {
                return;
            }
        }
    }

    private void reseal(UserId user, byte[] sealed) {
        if (!secret.isCurrent(PURPOSE, context(user), sealed)) {
            secret.open(PURPOSE, context(user), sealed)
                    .ifPresent(plain -> repository.reseal(user, sealed, secret.seal(PURPOSE, context(user), plain)));
        }
    }

    private static byte[] context(UserId user) {
        return user.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
