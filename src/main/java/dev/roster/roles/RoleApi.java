package dev.roster.roles;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.api.EntityTag;
import dev.roster.api.ListQuery;
import dev.roster.api.Listing;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.http.OrganizationAtHand;
import dev.roster.role.Role;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for roles. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/roles", produces = MediaType.APPLICATION_JSON_VALUE)
class RoleApi {
    private final Roles roles;

    RoleApi(Roles roles) {
        this.roles = roles;
    }

    /** @param governs the keys of the roles whose holders a holder of this role may act on */
    record RoleJson(
            UUID id,
            String key,
            String name,
            String description,
            @Shape(keys = Permission.class) List<String> permissions,
            List<String> productPermissions,
            List<String> governs) {

        static RoleJson of(Role role, List<Role> all) {
            return new RoleJson(
                    role.id().value(),
                    role.key(),
                    role.name(),
                    role.description(),
                    Permission.ordered(role.permissions()).stream()
                            .map(Permission::key)
                            .toList(),
                    role.productPermissions(),
                    Roles.keys(role.governs(), all));
        }
    }

    @GetMapping
    @Responses("forbidden")
    Listing<RoleJson> list(Actor actor, OrganizationAtHand organization, @Query ListQuery query) {
        var all = all(actor, organization);
        return Listing.of(all, query, role -> role.id().value(), role -> RoleJson.of(role, all));
    }

    @PostMapping
    @Responses(
            value = {"forbidden", "would-escalate", "role-key-taken", "too-many-roles"},
            status = 201,
            tagged = true)
    ResponseEntity<RoleJson> create(Actor actor, OrganizationAtHand organization, @RequestBody RoleBody.New body) {
        var role = roles.create(actor, organization.id(), body.read());
        return ResponseEntity.created(
                        URI.create("/api/v1/organizations/" + organization.slug() + "/roles/" + role.key()))
                .eTag(EntityTag.of(role.version()))
                .body(RoleJson.of(role, roles.list(organization.id())));
    }

    @GetMapping("/{role}")
    @Responses(value = "forbidden", tagged = true)
    ResponseEntity<RoleJson> get(Actor actor, OrganizationAtHand organization, @PathVariable("role") String key) {
        var all = all(actor, organization);
        return all.stream()
                .filter(role -> role.key().equals(key))
                .findFirst()
                .map(role -> shown(role, all))
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    @PutMapping("/{role}")
    @Responses(
            value = {"forbidden", "role-not-governed", "would-escalate", "last-administrator"},
            tagged = true)
    ResponseEntity<RoleJson> change(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("role") String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RoleBody.Whole body) {
        var here = organization.id();
        var wanted = body.read(key, roles.getToChange(actor, here, key).id().value());
        var role = roles.change(actor, here, key, wanted, EntityTag.expected(ifMatch));
        return shown(role, roles.list(here));
    }

    @DeleteMapping("/{role}")
    @Responses({"forbidden", "role-not-governed", "would-escalate", "last-administrator", "role-held", "role-in-policy"
    })
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("role") String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        var here = organization.id();
        roles.delete(actor, here, key, EntityTag.expected(ifMatch));
    }

    private static ResponseEntity<RoleJson> shown(Role role, List<Role> all) {
        return ResponseEntity.ok().eTag(EntityTag.of(role.version())).body(RoleJson.of(role, all));
    }

    private List<Role> all(Actor actor, OrganizationAtHand organization) {
        actor.require(Permission.ROLES_VIEW, organization.id());
        return roles.list(organization.id());
    }
}
