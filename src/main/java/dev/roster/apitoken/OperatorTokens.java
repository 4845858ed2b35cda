package dev.roster.apitoken;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Granted;
import dev.roster.apitoken.ApiTokens.Created;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes, lists and revokes the tokens that may do everything everywhere: the operator's. */
@Component
public class OperatorTokens {
    private final ApiTokenRepository repository;
    private final AuditLog audit;
    private final Clock clock;

    OperatorTokens(ApiTokenRepository repository, AuditLog audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Created create(Actor actor, String typedName, @Nullable Instant expiresAt) {
        var granted = actor.requireOperator();
        var wanted = new NewApiToken(typedName, expiresAt);
        var errors = new InvalidException.Collector();
        wanted.check(clock.instant(), errors);
        errors.throwIfAny();
        var secret = ApiTokens.PREFIX + Secret.next();
        return new Created(insert(granted, wanted, secret), secret);
    }

    /** Makes the first token from a given secret; does nothing where any token exists already. */
    @Transactional
    public boolean bootstrap(Actor.Job job, String secret) {
        if (repository.hasAny()) {
            return false;
        }
        insert(job.requireOperator(), new NewApiToken("bootstrap", null), secret);
        return true;
    }

    /** Those that are not revoked, the newest first. */
    public List<ApiToken> list(Actor actor) {
        actor.requireOperator();
        return repository.listOfOperator();
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found} where it is revoked, or an organization's */
    public ApiToken get(Actor actor, UUID id) {
        return list(actor).stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    @Transactional
    public ApiToken revoke(Actor actor, UUID id) {
        var granted = actor.requireOperator();
        var token = get(actor, id);
        if (!repository.revoke(granted, id, clock.instant())) {
            throw AccessProblem.NOT_FOUND.with();
        }
        audit.record(
                granted,
                NewAuditEvent.of("api_token.revoked").to("api_token", id).before(Map.of("name", token.name())));
        return token;
    }

    private ApiToken insert(Granted granted, NewApiToken wanted, String secret) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var token = new ApiToken(Ids.next(), wanted.tidyName(), null, now, wanted.expiresAt(), null);
        repository.insert(granted, token, null, Secret.hash(secret));
        audit.record(
                granted,
                NewAuditEvent.of("api_token.created")
                        .to("api_token", token.id())
                        .after(Map.of("name", token.name())));
        return token;
    }
}
