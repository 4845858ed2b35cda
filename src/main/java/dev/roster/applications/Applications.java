package dev.roster.applications;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.OperatorPermit;
import dev.roster.application.Application;
import dev.roster.application.ApplicationKind;
import dev.roster.application.ApplicationRepository;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Registers, changes and deletes applications. Only operators do. */
@Component
class Applications {
    /** How long a secret is valid after it is replaced. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private final ApplicationRepository repository;
    private final Organizations organizations;
    private final AuditLog audit;
    private final Clock clock;

    Applications(ApplicationRepository repository, Organizations organizations, AuditLog audit, Clock clock) {
        this.repository = repository;
        this.organizations = organizations;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param secret null for an application that cannot keep one */
    record Created(Application application, @Nullable String secret) {
        @Override
        public String toString() {
            return "Created[" + application + "]"; // never the secret
        }
    }

    /** @throws InvalidException for what cannot be */
    @Transactional
    public Created create(Actor actor, ApplicationInput typed) {
        var granted = actor.requireOperator();
        var application =
                read(Ids.next(), typed, ApplicationKind.find(typed.kind()).orElse(null), clock.instant());
        repository.save(granted, application);
        audit.record(
                granted,
                NewAuditEvent.of(ApplicationAction.CREATED)
                        .to("application", application.id())
                        .after(recorded(application)));
        var secret = application.kind().isConfidential() ? newSecret() : null;
        if (secret != null) {
            addSecret(granted, application, secret);
        }
        return new Created(application, secret);
    }

    /** Replaces everything but the kind. */
    @Transactional
    public Application change(Actor actor, UUID id, ApplicationInput typed) {
        var granted = actor.requireOperator();
        var before = get(actor, id);
        var after = read(id, typed, before.kind(), before.createdAt());
        repository.save(granted, after);
        if (!recorded(before).equals(recorded(after))) {
            audit.record(
                    granted,
                    NewAuditEvent.of(ApplicationAction.CHANGED)
                            .to("application", id)
                            .before(recorded(before))
                            .after(recorded(after)));
        }
        return after;
    }

    /**
     * A new secret; the one before it is valid for another day.
     *
     * @throws dev.roster.shared.ProblemException {@code not-found} if it has none
     */
    @Transactional
    public Created replaceSecret(Actor actor, UUID id) {
        var granted = actor.requireOperator();
        var application = get(actor, id);
        if (!application.kind().isConfidential()) {
            throw AccessProblem.NOT_FOUND.with();
        }
        var secret = newSecret();
        addSecret(granted, application, secret);
        var named = Map.of("name", application.name());
        audit.record(
                granted,
                NewAuditEvent.of(ApplicationAction.SECRET_ADDED)
                        .to("application", id)
                        .before(named)
                        .after(named));
        return new Created(application, secret);
    }

    @Transactional
    public Application delete(Actor actor, UUID id) {
        var granted = actor.requireOperator();
        var application = get(actor, id);
        repository.delete(granted, id);
        audit.record(
                granted,
                NewAuditEvent.of(ApplicationAction.DELETED)
                        .to("application", id)
                        .before(recorded(application)));
        return application;
    }

    /** By name. */
    public List<Application> list(Actor actor) {
        actor.requireOperator();
        return repository.list(clock.instant());
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found} */
    public Application get(Actor actor, UUID id) {
        actor.requireOperator();
        return repository.find(id, clock.instant()).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /** The slugs of the organizations that may use it; null for all. */
    public @Nullable List<String> slugs(Application application) {
        var open = application.organizations();
        return open == null
                ? null
                : open.stream()
                        .map(organizations::get)
                        .map(Organization::slug)
                        .sorted()
                        .toList();
    }

    /** With the beginning by which searches for secrets in source code recognise Roster's. */
    private static String newSecret() {
        return "roster_" + Secret.next();
    }

    private void addSecret(OperatorPermit granted, Application application, String secret) {
        var now = clock.instant();
        repository.addSecret(granted, application.id(), Ids.next(), Secret.hash(secret), now, now.plus(OVERLAP));
    }

    private Application read(UUID id, ApplicationInput typed, @Nullable ApplicationKind kind, Instant createdAt) {
        var errors = new InvalidException.Collector();
        typed.check(kind, errors);
        var open = open(typed.organizations(), errors);
        errors.throwIfAny();
        return new Application(
                id,
                typed.tidyName(),
                Objects.requireNonNull(kind),
                typed.redirectUris().stream().distinct().toList(),
                typed.postLogoutRedirectUris().stream().distinct().toList(),
                typed.backchannelLogoutUri(),
                open,
                typed.firstParty(),
                typed.optional(),
                seconds(typed.accessTokenSeconds(), ApplicationInput.ACCESS_SECONDS),
                seconds(typed.refreshTokenSeconds(), ApplicationInput.REFRESH_SECONDS),
                createdAt,
                List.of());
    }

    private @Nullable Set<OrganizationId> open(@Nullable List<String> typed, InvalidException.Collector errors) {
        if (typed == null) {
            return null;
        }
        var open = new HashSet<OrganizationId>();
        for (var reference : typed) {
            organizations
                    .findByReference(reference)
                    .ifPresentOrElse(found -> open.add(found.id()), () -> errors.add("organizations", "unknown"));
        }
        return open;
    }

    private static Duration seconds(@Nullable Integer typed, int standard) {
        return Duration.ofSeconds(typed == null ? standard : typed);
    }

    private static Map<String, Object> recorded(Application application) {
        return Map.ofEntries(
                Map.entry("name", application.name()),
                Map.entry("kind", application.kind().key()),
                Map.entry("redirectUris", application.redirectUris()),
                Map.entry("postLogoutRedirectUris", application.postLogoutRedirectUris()),
                Map.entry("backchannelLogoutUri", String.valueOf(application.backChannelLogoutUri())),
                Map.entry(
                        "organizations",
                        application.organizations() == null
                                ? "all"
                                : application.organizations().stream()
                                        .map(OrganizationId::toString)
                                        .sorted()
                                        .toList()),
                Map.entry("firstParty", application.firstParty()),
                Map.entry("optional", application.optional()),
                Map.entry("accessTokenSeconds", application.accessTokenLife().toSeconds()),
                Map.entry("refreshTokenSeconds", application.refreshTokenLife().toSeconds()));
    }
}
