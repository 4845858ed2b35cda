package dev.roster.apitoken;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Granted;
import dev.roster.apitoken.ApiTokenRepository.Ended;
import dev.roster.apitoken.ApiTokens.Created;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.role.Role;
import dev.roster.shared.Ids;
import dev.roster.shared.Secret;
import dev.roster.user.MembershipEnded;
import dev.roster.user.UserErased;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes tokens, revokes and ends them, with their traces in the audit log. Asks nobody whether it may. */
@Component
class TokenRecords {
    /** Lets secret scanners find a token that was committed by mistake. */
    private static final String PREFIX = "roster_";

    private final ApiTokenRepository repository;
    private final AuditLog audit;
    private final Clock clock;

    TokenRecords(ApiTokenRepository repository, AuditLog audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param role null for the operator's */
    Created make(Granted granted, NewApiToken wanted, @Nullable Role role) {
        var secret = PREFIX + Secret.next();
        return new Created(insert(granted, wanted, role, secret), secret);
    }

    ApiToken insert(Granted granted, NewApiToken wanted, @Nullable Role role, String secret) {
        var id = Ids.next();
        var key = role == null ? null : role.key();
        var with = granted.actor() instanceof Actor.TokenHolder machine ? machine.token() : null;
        repository.insert(
                granted, id, wanted, role == null ? null : role.id(), Secret.hash(secret), with, clock.instant());
        var token = repository.get(id).token();
        var facts = new LinkedHashMap<String, String>();
        facts.put("name", token.name());
        if (key != null) {
            facts.put("role", key);
        }
        audit.record(
                granted,
                NewAuditEvent.of("api_token.created")
                        .to("api_token", token.id())
                        .after(facts));
        return token;
    }

    ApiToken revoke(Granted granted, ApiToken token) {
        if (!repository.revoke(granted, token.id(), clock.instant())) {
            throw AccessProblem.NOT_FOUND.with();
        }
        audit.record(
                granted,
                NewAuditEvent.of("api_token.revoked")
                        .to("api_token", token.id())
                        .before(Map.of("name", token.name())));
        return token;
    }

    /** Whose tokens end with them: from the next request on, and for good. */
    @EventListener
    void endWithMaker(MembershipEnded ended) {
        repository.endOf(ended.granted(), ended.user(), clock.instant()).forEach(token -> end(ended.granted(), token));
    }

    @EventListener
    void endWithMaker(UserErased erased) {
        repository
                .endEverywhere(erased.granted(), erased.user(), clock.instant())
                .forEach(token -> end(erased.granted(), token));
    }

    private void end(Granted granted, Ended token) {
        audit.record(
                granted.inLinked(token.organization()),
                NewAuditEvent.of("api_token.ended").to("api_token", token.id()).before(Map.of("name", token.name())));
    }

    /** The one with this id among those that the actor may see. */
    static ApiToken get(List<ApiToken> seen, UUID id) {
        return seen.stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
