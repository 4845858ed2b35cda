package dev.roster.groups;

import dev.roster.group.GroupRepository;
import dev.roster.organization.OrganizationCreated;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.shared.GroupId;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives a new organization its preset's groups, once the roles that they carry exist. */
@Component
class PresetGroups {
    private final GroupRepository repository;
    private final Roles roles;
    private final Clock clock;

    PresetGroups(GroupRepository repository, Roles roles, Clock clock) {
        this.repository = repository;
        this.roles = roles;
        this.clock = clock;
    }

    @EventListener
    void give(OrganizationCreated created) {
        var granted = created.granted();
        var all = roles.list(created.organization().id());
        for (var group : created.preset().groups()) {
            var id = GroupId.next();
            repository.insert(granted, id, group.name(), group.description(), group.isDefault(), clock.instant());
            repository.setRoles(
                    granted,
                    id,
                    all.stream()
                            .filter(role -> group.roles().contains(role.key()))
                            .map(Role::id)
                            .toList());
        }
    }
}
