package dev.roster.company;

import dev.roster.access.Actor;
import dev.roster.api.Listing;
import dev.roster.api.PageSize;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.http.OrganizationAtHand;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.OrganizationJson;
import dev.roster.organization.Organizations;
import dev.roster.shared.Bounds;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for linked organizations. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/linked", produces = MediaType.APPLICATION_JSON_VALUE)
class CompanyApi {
    private final Companies companies;
    private final Organizations organizations;

    CompanyApi(Companies companies, Organizations organizations) {
        this.companies = companies;
        this.organizations = organizations;
    }

    /** @param search part of a name or slug */
    record ListCompanies(
            @Nullable String search,
            PageSize limit,
            @Nullable Cursor after,
            boolean count) {}

    /**
     * A company to create, or an existing one to link.
     *
     * @param preset defaults to that of the organization itself
     * @param organization the id or slug of an organization to link; excludes everything else
     */
    record LinkBody(
            @Shape(most = Bounds.NAME) @Nullable String name,

            @Shape(pattern = Bounds.SLUG_PATTERN) @Nullable String slug,

            @Shape(values = {"partner", "workspace", "appliance", "marketplace"}) @Nullable String preset,

            @Nullable String organization) {}

    @GetMapping
    @Responses("forbidden")
    Listing<OrganizationJson> list(Actor actor, OrganizationAtHand organization, @Query ListCompanies query) {
        var here = organization.id();
        var page = companies.list(
                actor, here, query.search(), query.after(), query.limit().rows());
        var total = query.count() ? companies.count(actor, here, query.search()) : null;
        return Listing.of(page, total, company -> shown(company, here));
    }

    @PostMapping
    @Responses(
            value = {
                "forbidden",
                "only-from-within",
                "only-the-operator-links",
                "already-linked",
                "companies-not-offered",
                "link-loop",
                "slug-taken"
            },
            status = 201)
    ResponseEntity<OrganizationJson> link(Actor actor, OrganizationAtHand organization, @RequestBody LinkBody body) {
        var here = organization.id();
        var existing = body.organization();
        if (existing != null && (body.name() != null || body.slug() != null || body.preset() != null)) {
            throw InvalidException.of("organization", "alone");
        }
        var linked = existing != null
                ? companies.link(actor, here, existing)
                : companies.create(actor, here, wanted(here, body));
        return ResponseEntity.created(URI.create("/api/v1/organizations/" + linked.slug()))
                .body(OrganizationJson.of(linked));
    }

    @DeleteMapping("/{linked}")
    @Responses({"company-not-granted", "forbidden", "only-from-within", "no-administrator-there"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(Actor actor, OrganizationAtHand organization, @PathVariable String linked) {
        companies.unlink(actor, organization.id(), linked);
    }

    private NewOrganization wanted(OrganizationId here, LinkBody body) {
        var preset = body.preset() == null ? organizations.get(here).preset() : body.preset();
        return new NewOrganization(body.name() == null ? "" : body.name(), body.slug(), preset, null);
    }

    private static OrganizationJson shown(Company company, OrganizationId parent) {
        return new OrganizationJson(
                company.id(), company.slug(), company.name(), company.preset(), parent, company.createdAt());
    }
}
