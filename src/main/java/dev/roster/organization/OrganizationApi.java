package dev.roster.organization;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.api.Listing;
import dev.roster.api.PageSize;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.http.OrganizationAtHand;
import dev.roster.shared.Bounds;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for organizations. */
@RestController
@RequestMapping(path = "/api/v1/organizations", produces = MediaType.APPLICATION_JSON_VALUE)
class OrganizationApi {
    private final Organizations organizations;

    OrganizationApi(Organizations organizations) {
        this.organizations = organizations;
    }

    record NewBody(
            @Shape(required = true, least = 1, most = Bounds.NAME) @Nullable String name,

            @Shape(pattern = Bounds.SLUG_PATTERN) @Nullable String slug,

            @Shape(
                    required = true,
                    values = {"partner", "workspace", "appliance", "marketplace"})
            @Nullable String preset,

            @Nullable String parent) {
        NewOrganization read() {
            return new NewOrganization(name == null ? "" : name, slug, preset == null ? "" : preset, parent);
        }
    }

    /** Omitted members stay as they are. */
    record ChangeBody(@Shape(most = Bounds.NAME) @Nullable String name) {}

    /** @param sort {@code name}, the only supported order */
    record ListOrganizations(
            PageSize limit,
            @Nullable Cursor after,
            @Nullable String search,
            @Shape(values = "name") @Nullable String sort,
            boolean count) {}

    @GetMapping
    Listing<OrganizationJson> list(Actor actor, @Query ListOrganizations query) {
        actor.requireOperator();
        if (query.sort() != null && !query.sort().equals("name")) {
            throw InvalidException.of("sort", "unknown");
        }
        var page = organizations.list(
                actor, query.search(), query.after(), query.limit().rows());
        var total = query.count() ? organizations.count(actor, query.search()) : null;
        return Listing.of(page, total, OrganizationJson::of);
    }

    @PostMapping
    @Responses(value = "slug-taken", status = 201)
    ResponseEntity<OrganizationJson> create(Actor actor, @RequestBody NewBody body) {
        var created = organizations.create(actor, body.read());
        return ResponseEntity.created(URI.create("/api/v1/organizations/" + created.slug()))
                .body(OrganizationJson.of(created));
    }

    @GetMapping("/{organization}")
    OrganizationJson get(Actor actor, OrganizationAtHand organization) {
        return OrganizationJson.of(seen(actor, organization));
    }

    @PatchMapping("/{organization}")
    @Responses("forbidden")
    OrganizationJson change(Actor actor, OrganizationAtHand organization, @RequestBody ChangeBody body) {
        return OrganizationJson.of(
                body.name() == null
                        ? seen(actor, organization)
                        : organizations.rename(actor, organization.id(), body.name()));
    }

    private Organization seen(Actor actor, OrganizationAtHand organization) {
        if (!actor.sees(organization.id())) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return organizations.get(organization.id());
    }
}
