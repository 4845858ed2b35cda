package dev.roster.directory;

import dev.roster.access.Actor;
import dev.roster.api.ListQuery;
import dev.roster.api.Listing;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand;
import dev.roster.people.UserJson;
import dev.roster.roles.Roles;
import dev.roster.shared.GroupId;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for listing the users of an organization and the members of its groups. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}", produces = MediaType.APPLICATION_JSON_VALUE)
class UserListApi {
    private final UserList list;
    private final Roles roles;
    private final Groups groups;
    private final Clock clock;

    UserListApi(UserList list, Roles roles, Groups groups, Clock clock) {
        this.list = list;
        this.roles = roles;
        this.groups = groups;
        this.clock = clock;
    }

    @GetMapping("/users")
    @Responses("forbidden")
    Listing<UserJson> list(Actor actor, OrganizationAtHand organization, @Query UserApiQuery query) {
        var filter = query.filter()
                .read()
                .filter(roles.list(organization.id()), group -> groups.find(organization.id(), group));
        return listing(actor, organization, filter, new ListQuery(query.limit(), query.after(), query.count()));
    }

    @GetMapping("/groups/{group}/members")
    @Responses("forbidden")
    Listing<UserJson> members(
            Actor actor, OrganizationAtHand organization, @PathVariable GroupId group, @Query ListQuery query) {
        var filter =
                UserFilter.ofGroup(groups.get(actor, organization.id(), group).id());
        return listing(actor, organization, filter, query);
    }

    private Listing<UserJson> listing(
            Actor actor, OrganizationAtHand organization, UserFilter filter, ListQuery query) {
        var page = list.list(
                actor, organization.id(), filter, query.after(), query.limit().rows());
        var total = query.count() ? list.total(actor, organization.id(), filter) : null;
        var now = clock.instant();
        return Listing.of(page, total == null ? null : total.number(), member -> UserJson.of(member, now));
    }
}
