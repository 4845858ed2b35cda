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

/** Creates, lists and revokes the operator's tokens, which may do everything everywhere. */
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

    /** Creates the first token from a given secret; does nothing if any token exists. */
    @Transactional
    public boolean bootstrap(Actor.Job job, String secret) {
        if (repository.hasAny()) {
            return false;
        }
        records.insert(job.requireOperator(), new NewApiToken("bootstrap", null), null, secret);
        return true;
    }

    /** The tokens that are not revoked, newest first. */
    public List<ApiToken> list(Actor actor) {
        actor.requireOperator();
        return repository.listOfOperator();
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found} if it is revoked, or an organization's */
    public ApiToken get(Actor actor, UUID id) {
        return TokenRecords.get(list(actor), id);
    }

    @Transactional
    public ApiToken revoke(Actor actor, UUID id) {
        var granted = actor.requireOperator();
        return records.revoke(granted, get(actor, id));
    }
}
