package dev.roster.apitoken;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.apitoken.ApiTokenRepository.Ended;
import dev.roster.apitoken.ApiTokens.Created;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.membership.MembershipEnded;
import dev.roster.person.KnownAs;
import dev.roster.person.MemberForgotten;
import dev.roster.person.UserErased;
import dev.roster.role.Role;
import dev.roster.shared.Ids;
import dev.roster.shared.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Creates and revokes tokens and writes their audit events. Checks no permissions. */
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
    Created make(Permit granted, NewApiToken wanted, @Nullable Role role) {
        var secret = PREFIX + Secret.next();
        return new Created(insert(granted, wanted, role, secret), secret);
    }

    ApiToken insert(Permit granted, NewApiToken wanted, @Nullable Role role, String secret) {
        var id = Ids.next();
        var key = role == null ? null : role.key();
        var with = granted.actor() instanceof Actor.TokenHolder machine ? machine.token() : null;
        repository.insert(
                granted, id, wanted, role == null ? null : role.id(), Secret.hash(secret), with, clock.instant());
        var token = repository.get(id);
        audit.record(
                granted,
                NewAuditEvent.of(ApiTokenAction.CREATED)
                        .to("api_token", token.id())
                        .after(key == null ? Map.of() : Map.of("role", key)));
        return token;
    }

    ApiToken revoke(Permit granted, ApiToken token) {
        if (!repository.revoke(granted, token.id(), clock.instant())) {
            throw AccessProblem.NOT_FOUND.with();
        }
        audit.record(granted, NewAuditEvent.of(ApiTokenAction.REVOKED).to("api_token", token.id()));
        return token;
    }

    /** The people whose tokens are revoked with them: from the next request on, and for good. */
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

    private void end(OrganizationPermit granted, Ended token) {
        audit.record(
                granted.asEffectIn(token.organization()),
                NewAuditEvent.of(ApiTokenAction.ENDED).to("api_token", token.id()));
    }

    /** A token that was named after an erased person is renamed to the end of its id. */
    @EventListener
    void forget(UserErased erased) {
        var granted = erased.granted();
        rename(granted, repository.listNames(granted, erased.user()), erased.known());
    }

    @EventListener
    void forget(MemberForgotten forgotten) {
        var granted = forgotten.granted();
        rename(granted, repository.listNames(granted), forgotten.known());
    }

    private void rename(Permit granted, Map<UUID, String> tokens, KnownAs known) {
        var words = Stream.concat(known.names().stream(), Stream.of(known.displayName()))
                .filter(word -> !word.isBlank())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        var named = Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        tokens.forEach((id, name) -> {
            if (named.matcher(name).find()) {
                repository.rename(granted, id, "#" + id.toString().substring(30));
            }
        });
    }

    /** The token with this id, if the actor may see it. */
    static ApiToken get(List<ApiToken> seen, UUID id) {
        return seen.stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
