package dev.roster.role;

import dev.roster.access.Permission;
import dev.roster.organization.OrganizationCreated;
import dev.roster.organization.Preset.PresetRole;
import dev.roster.shared.RoleId;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives a new organization its preset's roles. */
@Component
class PresetRoles {
    private final RoleRepository repository;

    PresetRoles(RoleRepository repository) {
        this.repository = repository;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void give(OrganizationCreated created) {
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
                        preset.indexOf(r),
                        1))
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
}
