package dev.roster.apitoken;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Authority;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.role.Authorities;
import dev.roster.role.Governing;
import dev.roster.role.Roles;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Secret;
import dev.roster.shared.Text;
import dev.roster.web.ActorSource;
import dev.roster.web.OrganizationAtHand;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes, lists, revokes and recognises API tokens. */
@Component
public class ApiTokens implements ActorSource {
    /** Lets secret scanners find a token that was committed by mistake. */
    static final String PREFIX = "roster_";

    private static final String SCHEME = "Bearer ";
    private static final int MAX_NAME_LENGTH = 100;
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);

    private final ApiTokenRepository repository;
    private final Roles roles;
    private final Governing governing;
    private final Authorities authorities;
    private final AuditLog audit;
    private final Clock clock;

    ApiTokens(
            ApiTokenRepository repository,
            Roles roles,
            Governing governing,
            Authorities authorities,
            AuditLog audit,
            Clock clock) {
        this.repository = repository;
        this.roles = roles;
        this.governing = governing;
        this.authorities = authorities;
        this.audit = audit;
        this.clock = clock;
    }

    /** A new token with its secret, which is shown this once and kept as a hash only. */
    public record Created(ApiToken token, String secret) {
        @Override
        public String toString() {
            return "Created[" + token.id() + "]"; // never the secret
        }
    }

    /** Makes a token with a role that the actor may hand out. */
    @Transactional
    public Created create(
            Actor actor, OrganizationId organization, String typedName, String roleKey, @Nullable Instant expiresAt) {
        var granted = actor.require(Permission.API_TOKENS_MANAGE, organization);
        var standing = governing.lock(granted);
        var errors = new InvalidException.Collector();
        var name = Text.tidy(typedName);
        if (name.isEmpty()) {
            errors.add("name", "required");
        } else if (name.length() > MAX_NAME_LENGTH) {
            errors.add("name", "too-long", MAX_NAME_LENGTH);
        } else if (Text.hasControlCharacters(typedName.strip())) {
            errors.add("name", "control-characters");
        }
        var role = roles.findByKey(organization, roleKey);
        if (role.isEmpty()) {
            errors.add("role", roleKey.isBlank() ? "required" : "unknown");
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            errors.add("expiresAt", "past");
        }
        errors.throwIfAny();
        standing.requireMayHandOut(role.orElseThrow().id());
        var secret = PREFIX + Secret.next();
        var token = new ApiToken(Ids.next(), name, role.orElseThrow().key(), now(), expiresAt, null);
        repository.insert(granted, token, role.orElseThrow().id(), Secret.hash(secret));
        audit.record(
                granted,
                NewAuditEvent.of("api_token.created")
                        .to("api_token", token.id())
                        .after(Map.of("name", name, "role", roleKey)));
        return new Created(token, secret);
    }

    /** Where a token belongs, with what it may do there. */
    record Place(OrganizationAtHand organization, Authority authority) {}

    /** @param place null for the operator's */
    record Own(ApiToken token, @Nullable Place place) {}

    /** What the token is that makes this request. */
    Own describe(Actor.TokenHolder actor) {
        var own = repository.get(actor.token());
        var organization = own.organization();
        return new Own(
                own.token(),
                organization == null
                        ? null
                        : new Place(organization, authorities.ofToken(organization.id(), actor.token())));
    }

    /** Those that are not revoked, the newest first. */
    public List<ApiToken> list(Actor actor, OrganizationId organization) {
        actor.require(Permission.API_TOKENS_MANAGE, organization);
        return repository.list(organization);
    }

    @Transactional
    public void revoke(Actor actor, OrganizationId organization, UUID id) {
        var granted = actor.require(Permission.API_TOKENS_MANAGE, organization);
        if (!repository.revoke(granted, id, clock.instant())) {
            throw AccessProblem.NOT_FOUND.with();
        }
        audit.record(granted, NewAuditEvent.of("api_token.revoked").to("api_token", id));
    }

    /** Makes the operator's first token from a given secret; does nothing where any token exists already. */
    @Transactional
    public boolean bootstrap(Actor.Job job, String secret) {
        if (repository.hasAny()) {
            return false;
        }
        var granted = job.requireOperator();
        var token = new ApiToken(Ids.next(), "bootstrap", null, now(), null, null);
        repository.insert(granted, token, null, Secret.hash(secret));
        audit.record(granted, NewAuditEvent.of("api_token.created").to("api_token", token.id()));
        return true;
    }

    @Override
    public Optional<Recognised> recognise(HttpServletRequest request, @Nullable String organization) {
        var header = request.getHeader("Authorization");
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || !request.getRequestURI().startsWith("/api/")) {
            return Optional.empty();
        }
        var now = clock.instant();
        var id = organization == null ? null : Ids.read(organization).orElse(null);
        var found = repository.findHolder(
                Secret.hash(header.substring(SCHEME.length()).strip()), organization, id, now);
        found.filter(h -> h.lastUsedAt() == null
                        || h.lastUsedAt().plus(SEEN_EVERY).isBefore(now))
                .ifPresent(h -> repository.used(h.token(), now));
        return found.map(this::recognised);
    }

    private Recognised recognised(ApiTokenRepository.Holder holder) {
        var id = holder.organization();
        var slug = holder.slug();
        var name = holder.organizationName();
        if (id == null || slug == null || name == null) {
            return new Recognised(new Actor.TokenHolder(holder.token(), holder.name(), holder.operator(), null), null);
        }
        var organization = new OrganizationId(id);
        var authority = holder.operator() ? null : authorities.ofToken(organization, holder.token());
        return new Recognised(
                new Actor.TokenHolder(holder.token(), holder.name(), holder.operator(), authority),
                new OrganizationAtHand(organization, slug, name));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
