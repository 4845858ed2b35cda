package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.apitoken.ApiTokens.Created;
import dev.roster.shared.InvalidException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes, lists and revokes the tokens that may do everything everywhere: the operator's. */
@Component
public class OperatorTokens {
    private final ApiTokenRepository repository;
    private final TokenRecords records;
    private final Clock clock;

    OperatorTokens(ApiTokenRepository repository, TokenRecords records, Clock clock) {
        this.repository = repository;
        this.records = records;
        this.clock = clock;
    }

    @Transactional
    public Created create(Actor actor, String typedName, @Nullable Instant expiresAt) {
        var granted = actor.requireOperator();
        var wanted = new NewApiToken(typedName, expiresAt);
        var errors = new InvalidException.Collector();
        wanted.check(clock.instant(), errors);
        errors.throwIfAny();
        return records.make(granted, wanted, null);
    }

    /** Makes the first token from a given secret; does nothing where any token exists already. */
    @Transactional
    public boolean bootstrap(Actor.Job job, String secret) {
        if (repository.hasAny()) {
            return false;
        }
        records.insert(job.requireOperator(), new NewApiToken("bootstrap", null), null, secret);
        return true;
    }

    /** Those that are not revoked, the newest first. */
    public List<ApiToken> list(Actor actor) {
        actor.requireOperator();
        return repository.listOfOperator();
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found} where it is revoked, or an organization's */
    public ApiToken get(Actor actor, UUID id) {
        return TokenRecords.get(list(actor), id);
    }

    @Transactional
    public ApiToken revoke(Actor actor, UUID id) {
        var granted = actor.requireOperator();
        return records.revoke(granted, get(actor, id));
    }
}
