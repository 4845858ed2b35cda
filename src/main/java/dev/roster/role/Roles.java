package dev.roster.role;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.organization.OrganizationCreated;
import dev.roster.organization.Preset.PresetRole;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roles of an organization. */
@Component
public class Roles {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int MAX_NAME_LENGTH = 60;
    private static final int MAX_DESCRIPTION_LENGTH = 300;

    private final RoleRepository repository;
    private final Governing governing;
    private final AuditLog audit;

    Roles(RoleRepository repository, Governing governing, AuditLog audit) {
        this.repository = repository;
        this.governing = governing;
        this.audit = audit;
    }

    /** All of them, the highest first; whether the actor may see them is the caller's question. */
    public List<Role> list(OrganizationId organization) {
        return repository.list(organization);
    }

    public Role get(OrganizationId organization, RoleId id) {
        return repository.find(organization, id).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    public Optional<Role> findByKey(OrganizationId organization, String key) {
        return KEY.matcher(key).matches() ? repository.findByKey(organization, key) : Optional.empty();
    }

    /** Makes a custom role, refused where it would give anybody more than the actor has. */
    @Transactional
    public Role create(Actor actor, OrganizationId organization, NewRole wanted) {
        var granted = actor.require(Permission.ROLES_MANAGE, organization);
        var standing = governing.lock(granted);
        var existing = repository.list(organization);
        var role = checked(organization, wanted, existing);
        standing.requireMayMake(role);
        requireGoverningRule(role, existing);
        if (!repository.insert(granted, role)) {
            throw RoleProblem.ROLE_KEY_TAKEN.with(role.key());
        }
        repository.insertGoverns(granted, role);
        repository.insertGovernors(granted, role.id(), governors(role, existing));
        audit.record(
                granted,
                NewAuditEvent.of("role.created")
                        .to("role", role.id().value())
                        .after(Map.of(
                                "key", role.key(),
                                "name", role.name(),
                                "permissions", wanted.permissions(),
                                "governs", wanted.governs())));
        return role;
    }

    @EventListener
    void giveRolesOfPreset(OrganizationCreated created) {
        var preset = created.preset().roles();
        Map<String, RoleId> ids = preset.stream().collect(Collectors.toMap(PresetRole::key, _ -> RoleId.next()));
        var roles = preset.stream()
                .map(r -> new Role(
                        require(ids, r.key()),
                        created.organization().id(),
                        r.key(),
                        r.name(),
                        r.description(),
                        r.permissions().stream()
                                .map(p -> Permission.find(p).orElseThrow())
                                .collect(Collectors.toSet()),
                        r.productPermissions(),
                        r.governs().stream().map(g -> require(ids, g)).collect(Collectors.toSet()),
                        preset.indexOf(r)))
                .toList();
        roles.forEach(r -> repository.insert(created.granted(), r));
        roles.forEach(r -> repository.insertGoverns(created.granted(), r));
    }

    private static RoleId require(Map<String, RoleId> ids, String key) {
        var id = ids.get(key);
        if (id == null) {
            throw new IllegalArgumentException("no role " + key);
        }
        return id;
    }

    private static Role checked(OrganizationId organization, NewRole wanted, List<Role> existing) {
        var errors = new InvalidException.Collector();
        var name = Text.tidy(wanted.name());
        var description = Text.tidy(wanted.description());
        if (!KEY.matcher(wanted.key()).matches()) {
            errors.add("key", wanted.key().isBlank() ? "required" : "role-key");
        }
        if (name.isEmpty()) {
            errors.add("name", "required");
        }
        if (name.length() > MAX_NAME_LENGTH) {
            errors.add("name", "too-long", MAX_NAME_LENGTH);
        }
        if (description.length() > MAX_DESCRIPTION_LENGTH) {
            errors.add("description", "too-long", MAX_DESCRIPTION_LENGTH);
        }
        if (Text.hasControlCharacters(name) || Text.hasControlCharacters(description)) {
            errors.add("name", "control-characters");
        }
        if (wanted.permissions().stream().anyMatch(p -> Permission.find(p).isEmpty())) {
            errors.add("permissions", "unknown");
        }
        var id = RoleId.next();
        var ids = new HashMap<>(existing.stream().collect(Collectors.toMap(Role::key, Role::id)));
        ids.putIfAbsent(wanted.key(), id);
        if (!ids.keySet().containsAll(wanted.governs())) {
            errors.add("governs", "unknown");
        }
        errors.throwIfAny();
        return new Role(
                id,
                organization,
                wanted.key(),
                name,
                description,
                wanted.permissions().stream()
                        .flatMap(p -> Permission.find(p).stream())
                        .collect(Collectors.toSet()),
                wanted.productPermissions(),
                wanted.governs().stream().map(g -> require(ids, g)).collect(Collectors.toSet()),
                existing.size());
    }

    /** If A governs B, then B permits no more than A and governs no more than A. */
    private static void requireGoverningRule(Role role, List<Role> existing) {
        for (var governed : existing) {
            if (role.governs().contains(governed.id()) && !covers(role, governed)) {
                throw RoleProblem.WOULD_ESCALATE.with(role.name());
            }
        }
    }

    /**
     * Who can hand out a new role: every role that may manage roles and covers this one, and, so that the governing rule
     * goes on holding, whatever governs one of those.
     */
    private static Set<RoleId> governors(Role role, List<Role> existing) {
        var managing = existing.stream()
                .filter(r -> r.permissions().contains(Permission.ROLES_MANAGE))
                .filter(r -> r.permissions().containsAll(role.permissions()))
                .filter(r -> role.governs().stream()
                        .allMatch(g -> g.equals(role.id()) || r.governs().contains(g)))
                .map(Role::id)
                .collect(Collectors.toSet());
        return existing.stream()
                .filter(r -> managing.contains(r.id()) || r.governs().stream().anyMatch(managing::contains))
                .map(Role::id)
                .collect(Collectors.toSet());
    }

    static boolean covers(Role governor, Role governed) {
        return governor.permissions().containsAll(governed.permissions())
                && governor.governs().containsAll(governed.governs());
    }

    /** The permissions in the order in which they are shown. */
    public static List<Permission> ordered(Set<Permission> permissions) {
        return Arrays.stream(Permission.values()).filter(permissions::contains).toList();
    }
}
