package dev.roster.role;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.web.ListQuery;
import dev.roster.web.Listing;
import dev.roster.web.OrganizationAtHand;
import dev.roster.web.Query;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Roles, for programs. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/roles", produces = MediaType.APPLICATION_JSON_VALUE)
class RoleApi {
    private final Roles roles;

    RoleApi(Roles roles) {
        this.roles = roles;
    }

    /** @param governs the keys of the roles whose holders one of this role may act on */
    record RoleJson(
            UUID id,
            String key,
            String name,
            String description,
            List<String> permissions,
            List<String> productPermissions,
            List<String> governs) {

        static RoleJson of(Role role, List<Role> all) {
            return new RoleJson(
                    role.id().value(),
                    role.key(),
                    role.name(),
                    role.description(),
                    Roles.ordered(role.permissions()).stream()
                            .map(Permission::key)
                            .toList(),
                    role.productPermissions(),
                    all.stream()
                            .filter(r -> role.governs().contains(r.id()))
                            .map(Role::key)
                            .toList());
        }
    }

    record NewBody(
            @Nullable String key,
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> permissions,
            @Nullable List<String> productPermissions,
            @Nullable List<String> governs) {
        NewRole read() {
            return new NewRole(
                    text(key),
                    text(name),
                    text(description),
                    list(permissions),
                    list(productPermissions),
                    list(governs));
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text;
        }

        private static List<String> list(@Nullable List<String> list) {
            return list == null ? List.of() : list;
        }
    }

    @GetMapping
    Listing<RoleJson> list(Actor actor, OrganizationAtHand organization, @Query ListQuery query) {
        var all = all(actor, organization);
        return Listing.of(all, query, role -> role.id().value(), role -> RoleJson.of(role, all));
    }

    @PostMapping
    ResponseEntity<RoleJson> create(Actor actor, OrganizationAtHand organization, @RequestBody NewBody body) {
        var role = roles.create(actor, organization.id(), body.read());
        return ResponseEntity.created(
                        URI.create("/api/v1/organizations/" + organization.slug() + "/roles/" + role.key()))
                .body(RoleJson.of(role, roles.list(organization.id())));
    }

    @GetMapping("/{role}")
    RoleJson get(Actor actor, OrganizationAtHand organization, @PathVariable("role") String key) {
        var all = all(actor, organization);
        return all.stream()
                .filter(role -> role.key().equals(key))
                .findFirst()
                .map(role -> RoleJson.of(role, all))
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    private List<Role> all(Actor actor, OrganizationAtHand organization) {
        actor.require(Permission.ROLES_VIEW, organization.id());
        return roles.list(organization.id());
    }
}
