package dev.roster.company;

import dev.roster.access.Actor;
import dev.roster.api.Listing;
import dev.roster.api.PageSize;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.http.OrganizationAtHand;
import dev.roster.shared.Cursor;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for the linked companies that a team member may act in. */
@RestController
@RequestMapping(
        path = "/api/v1/organizations/{organization}/users/{user}/grants",
        produces = MediaType.APPLICATION_JSON_VALUE)
class GrantApi {
    private final Grants grants;

    GrantApi(Grants grants) {
        this.grants = grants;
    }

    /**
     * @param organization the linked company
     * @param live whether it currently lets them in: not while their own role manages no companies
     * @param roles the keys of the roles that it carries there; none while it is not live
     * @param grantedBy the name of the person who gave it, or null
     */
    record GrantJson(
            UUID organization,
            String slug,
            String name,
            UUID user,
            boolean live,
            List<String> roles,
            Instant createdAt,
            @Nullable String grantedBy) {
        static GrantJson of(Grant grant) {
            return new GrantJson(
                    grant.company().value(),
                    grant.slug(),
                    grant.name(),
                    grant.user().value(),
                    grant.live(),
                    grant.roleKeys(),
                    grant.createdAt(),
                    grant.grantedBy());
        }
    }

    record ListGrants(PageSize limit, @Nullable Cursor after, boolean count) {}

    @GetMapping
    @Responses("forbidden")
    Listing<GrantJson> list(
            Actor actor, OrganizationAtHand organization, @PathVariable UserId user, @Query ListGrants query) {
        var member = grants.getTeamMember(actor, organization.id(), user);
        var page = grants.list(member, query.after(), query.limit().rows());
        return Listing.of(page, query.count() ? grants.count(member) : null, GrantJson::of);
    }

    @GetMapping("/{linked}")
    @Responses("forbidden")
    GrantJson get(
            Actor actor, OrganizationAtHand organization, @PathVariable UserId user, @PathVariable String linked) {
        return GrantJson.of(grants.get(actor, organization.id(), user, linked));
    }

    @PutMapping("/{linked}")
    @Responses({
        "company-not-granted",
        "forbidden",
        "only-from-within",
        "has-not-joined",
        "cannot-manage-companies",
        "no-such-role-there"
    })
    GrantJson grant(
            Actor actor, OrganizationAtHand organization, @PathVariable UserId user, @PathVariable String linked) {
        grants.grant(actor, organization.id(), user, List.of(linked));
        return GrantJson.of(grants.get(actor, organization.id(), user, linked));
    }

    @DeleteMapping("/{linked}")
    @Responses({"company-not-granted", "forbidden", "only-from-within"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Actor actor, OrganizationAtHand organization, @PathVariable UserId user, @PathVariable String linked) {
        grants.revoke(actor, organization.id(), user, linked);
    }
}
