package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.rights.Governing;
import dev.roster.roles.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates, lists and revokes the API tokens of an organization. */
@Component
public class ApiTokens {
    private final ApiTokenRepository repository;
    private final Roles roles;
    private final Governing governing;
    private final TokenRecords records;
    private final Clock clock;

    ApiTokens(ApiTokenRepository repository, Roles roles, Governing governing, TokenRecords records, Clock clock) {
        this.repository = repository;
        this.roles = roles;
        this.governing = governing;
        this.records = records;
        this.clock = clock;
    }

    /** A new token with its secret, which is shown only once and stored only as a hash. */
    public record Created(ApiToken token, String secret) {
        @Override
        public String toString() {
            return "Created[" + token.id() + "]"; // never the secret
        }
    }

    /** Creates a token with a role that the actor may hand out. */
    @Transactional
    public Created create(
            Actor actor, OrganizationId organization, String typedName, String roleKey, @Nullable Instant expiresAt) {
        var granted = actor.require(Permission.API_TOKENS_MANAGE, organization);
        var standing = governing.lock(granted);
        var wanted = new NewApiToken(typedName, expiresAt);
        var errors = new InvalidException.Collector();
        wanted.check(clock.instant(), errors);
        var role = roles.find(organization, roleKey);
        if (role.isEmpty()) {
            errors.add("role", roleKey.isBlank() ? "required" : "unknown");
        }
        errors.throwIfAny();
        standing.requireMayHandOut(role.orElseThrow().id());
        return records.make(granted, wanted, role.orElseThrow());
    }

    /** The tokens that are not revoked, newest first. */
    public List<ApiToken> list(Actor actor, OrganizationId organization) {
        actor.require(Permission.API_TOKENS_MANAGE, organization);
        return repository.list(organization);
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found} if it is revoked, or not of this organization */
    public ApiToken get(Actor actor, OrganizationId organization, UUID id) {
        return TokenRecords.get(list(actor, organization), id);
    }

    /** Revokes a token whose role the actor may hand out; a token may always revoke itself. */
    @Transactional
    public ApiToken revoke(Actor actor, OrganizationId organization, UUID id) {
        var granted = actor.require(Permission.API_TOKENS_MANAGE, organization);
        var standing = governing.lock(granted);
        var token = get(actor, organization, id);
        boolean itself =
                actor instanceof Actor.TokenHolder machine && machine.token().equals(id);
        if (!itself) {
            Optional.ofNullable(token.role())
                    .flatMap(key -> roles.findByKey(organization, key))
                    .ifPresent(role -> standing.requireMayHandOut(role.id()));
        }
        return records.revoke(granted, token);
    }
}
