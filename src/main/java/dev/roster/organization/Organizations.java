package dev.roster.organization;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Remembered;
import dev.roster.access.Seen;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.organization.Preset.PresetGroup;
import dev.roster.organization.Preset.PresetRole;
import dev.roster.password.PasswordRule;
import dev.roster.shared.Bounds;
import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import dev.roster.shared.Text;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Operations on organizations as such. */
@Component
public class Organizations {
    private static final Pattern SLUG = Pattern.compile(Bounds.SLUG_PATTERN);
    private static final Pattern NOT_SLUG = Pattern.compile("[^a-z0-9]+");

    private final OrganizationRepository repository;
    private final Presets presets;
    private final Parents parents;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Remembered<Optional<Organization>> remembered;

    Organizations(
            OrganizationRepository repository,
            Presets presets,
            Parents parents,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.presets = presets;
        this.parents = parents;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.remembered = new Remembered<>(repository::find);
    }

    /** Creates an organization from a preset, with the preset's roles. For operators only. */
    @Transactional
    public Organization create(Actor actor, NewOrganization wanted) {
        var operator = actor.requireOperator();
        var errors = new InvalidException.Collector();
        var reference = wanted.parent();
        var parent = reference == null || reference.isBlank() ? null : findByReference(reference);
        if (parent != null && parent.isEmpty()) {
            errors.add("parent", "unknown");
        }
        var over = parent == null ? null : parent.map(Organization::id).orElse(null);
        var made = read(wanted, over, errors);
        insert(operator.in(made.id()), made);
        if (over != null) {
            parents.record(operator.in(over), made, Parents.linked(made));
        }
        return made;
    }

    /** Replaces the policy and increases its version. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void setPolicy(OrganizationPermit granted, Policy policy) {
        repository.setPolicy(granted, policy);
    }

    /** Creates a company linked to the organization at hand. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Organization createLinked(OrganizationPermit parent, NewOrganization wanted) {
        var made = read(wanted, parent.organization(), new InvalidException.Collector());
        insert(parent.inLinked(made.id(), made.parent()), made);
        parents.record(parent, made, Parents.linked(made));
        return made;
    }

    private Organization read(
            NewOrganization wanted, @Nullable OrganizationId parent, InvalidException.Collector errors) {
        var name = name(wanted.name(), errors);
        var typedSlug = wanted.slug();
        var slug = typedSlug == null || typedSlug.isBlank() ? slugFrom(name) : typedSlug.strip();
        if (!SLUG.matcher(slug).matches() || Ids.read(slug).isPresent()) {
            errors.add("slug", "slug");
        }
        var preset = presets.find(wanted.preset());
        if (preset.isEmpty()) {
            errors.add("preset", wanted.preset().isBlank() ? "required" : "unknown");
        }
        errors.throwIfAny();
        return new Organization(
                OrganizationId.next(),
                slug,
                name,
                preset.orElseThrow().key(),
                preset.orElseThrow().policy(),
                1,
                parent,
                clock.instant());
    }

    private void insert(OrganizationPermit granted, Organization organization) {
        if (!repository.insert(granted, organization)) {
            throw OrganizationProblem.SLUG_TAKEN.with(organization.slug());
        }
        var preset = presets.find(organization.preset()).orElseThrow();
        events.publishEvent(new OrganizationCreated(granted, organization, preset));
        var event = NewAuditEvent.of(OrganizationAction.CREATED)
                .after(Map.of(
                        "name", organization.name(),
                        "slug", organization.slug(),
                        "preset", organization.preset(),
                        "roles",
                                preset.roles().stream()
                                        .map(PresetRole::recorded)
                                        .toList(),
                        "groups",
                                preset.groups().stream()
                                        .map(PresetGroup::recorded)
                                        .toList()));
        var parent = organization.parent();
        audit.record(granted, parent == null ? event : event.byTeamOf(parent));
    }

    @Transactional
    public Organization rename(Actor actor, OrganizationId id, String typed) {
        var granted = actor.require(Permission.ORGANIZATION_ADMINISTER, id);
        var errors = new InvalidException.Collector();
        var name = name(typed, errors);
        errors.throwIfAny();
        var before = get(id);
        if (!before.name().equals(name)) {
            repository.rename(granted, name);
            audit.record(
                    granted,
                    NewAuditEvent.of(OrganizationAction.RENAMED)
                            .before(Map.of("name", before.name()))
                            .after(Map.of("name", name)));
        }
        return get(id);
    }

    /**
     * The organization itself, at least as new as the request saw it; whether the actor may see it is up to the caller.
     */
    public Organization get(OrganizationId id) {
        return remembered.of(id).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /** The rule for its users' passwords; with null, for people who belong to no organization. */
    public PasswordRule passwordRule(@Nullable OrganizationId organization) {
        return organization == null
                ? PasswordRule.OPERATOR
                : get(organization).policy().password();
    }

    /** How long its users' links are valid; with null, for people who belong to no organization. */
    public Policy.LinkTimes linkTimes(@Nullable OrganizationId organization) {
        return organization == null
                ? Policy.LinkTimes.STANDARD
                : get(organization).policy().links();
    }

    /**
     * Blocks every other change of this organization, and of roles and rights in it, until the transaction ends. Must be
     * called in a transaction.
     */
    public void lock(OrganizationId id) {
        Seen.outdated();
        repository.lock(id);
    }

    /** Blocks those changes, but not other transactions that merely rely on the current state. */
    public void share(OrganizationId id) {
        repository.share(id);
    }

    /** All organizations, by name, for the operator. */
    public Page<ListedOrganization> list(Actor actor, @Nullable String search, @Nullable Cursor at, int limit) {
        actor.requireOperator();
        var rows = repository.list(folded(search), at, limit + 1);
        return Page.of(
                        rows,
                        limit,
                        at,
                        row -> new Cursor.Position(
                                row.position(), row.organization().id().value()))
                .map(OrganizationRepository.Row::organization);
    }

    /** The number of organizations that {@link #list} finds. */
    public long count(Actor actor, @Nullable String search) {
        actor.requireOperator();
        return repository.count(folded(search));
    }

    private static @Nullable String folded(@Nullable String search) {
        return search == null || search.isBlank()
                ? null
                : Text.literal(search.strip().toLowerCase(Locale.ROOT));
    }

    /** By id or slug, as typed; whether the actor may see it is up to the caller. */
    public Optional<Organization> findByReference(String typed) {
        var idOrSlug = typed.strip();
        return Ids.read(idOrSlug)
                .map(id -> repository.find(new OrganizationId(id)))
                .orElseGet(() -> SLUG.matcher(idOrSlug).matches() ? repository.findBySlug(idOrSlug) : Optional.empty());
    }

    private static String name(String typed, InvalidException.Collector errors) {
        var name = Text.tidy(typed);
        if (name.isEmpty()) {
            errors.add("name", "required");
        } else if (name.length() > Bounds.NAME) {
            errors.add("name", "too-long", Bounds.NAME);
        } else if (Text.hasControlCharacters(typed.strip())) {
            errors.add("name", "control-characters");
        }
        return name;
    }

    private static String slugFrom(String name) {
        var slug = NOT_SLUG.matcher(Text.folded(name)).replaceAll("-");
        slug = slug.replaceAll("^-+|-+$", "");
        return slug.length() > 60 ? slug.substring(0, 60).replaceAll("-+$", "") : slug;
    }
}
