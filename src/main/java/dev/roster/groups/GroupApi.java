package dev.roster.groups;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.roster.access.Actor;
import dev.roster.api.EntityTag;
import dev.roster.api.Listing;
import dev.roster.api.PageSize;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.group.Group;
import dev.roster.http.OrganizationAtHand;
import dev.roster.shared.Cursor;
import dev.roster.shared.GroupId;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for groups. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/groups", produces = MediaType.APPLICATION_JSON_VALUE)
class GroupApi {
    private final Groups groups;

    GroupApi(Groups groups) {
        this.groups = groups;
    }

    /**
     * @param roles the keys of the roles that it carries
     * @param isDefault whether it is the one that always exists and carries every role
     */
    record GroupJson(
            UUID id,
            String name,
            String description,
            List<String> roles,

            @JsonProperty("default") boolean isDefault,

            long members) {

        static GroupJson of(Group group) {
            return new GroupJson(
                    group.id().value(),
                    group.name(),
                    group.description(),
                    group.roleKeys(),
                    group.isDefault(),
                    group.members());
        }
    }

    /** @param search part of a name */
    record GroupQuery(
            @Nullable String search,
            PageSize limit,
            @Nullable Cursor after,
            boolean count) {}

    @GetMapping
    @Responses("forbidden")
    Listing<GroupJson> list(Actor actor, OrganizationAtHand organization, @Query GroupQuery query) {
        var here = organization.id();
        var page = groups.list(
                actor, here, query.search(), query.after(), query.limit().rows());
        var total = query.count() ? groups.count(actor, here, query.search()) : null;
        return Listing.of(page, total, GroupJson::of);
    }

    @PostMapping
    @Responses(
            value = {"forbidden", "role-not-governed", "group-name-taken"},
            status = 201,
            tagged = true)
    ResponseEntity<GroupJson> create(Actor actor, OrganizationAtHand organization, @RequestBody GroupBody.New body) {
        var group = groups.create(actor, organization.id(), body.read());
        return ResponseEntity.created(
                        URI.create("/api/v1/organizations/" + organization.slug() + "/groups/" + group.id()))
                .eTag(EntityTag.of(group.version()))
                .body(GroupJson.of(group));
    }

    @GetMapping("/{group}")
    @Responses(value = "forbidden", tagged = true)
    ResponseEntity<GroupJson> get(Actor actor, OrganizationAtHand organization, @PathVariable GroupId group) {
        return shown(groups.get(actor, organization.id(), group));
    }

    @PatchMapping("/{group}")
    @Responses(
            value = {
                "forbidden",
                "person-not-governed",
                "role-not-governed",
                "group-name-taken",
                "group-roles-fixed",
                "last-administrator"
            },
            tagged = true)
    ResponseEntity<GroupJson> change(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable GroupId group,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody GroupBody.Change body) {
        return shown(groups.change(actor, organization.id(), group, body.read(), EntityTag.expected(ifMatch)));
    }

    @DeleteMapping("/{group}")
    @Responses({"forbidden", "role-not-governed", "group-has-members", "group-is-default"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable GroupId group,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        groups.delete(actor, organization.id(), group, EntityTag.expected(ifMatch));
    }

    private static ResponseEntity<GroupJson> shown(Group group) {
        return ResponseEntity.ok().eTag(EntityTag.of(group.version())).body(GroupJson.of(group));
    }
}
