package dev.roster.applicationuse;

import dev.roster.access.Actor;
import dev.roster.api.ListQuery;
import dev.roster.api.Listing;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.application.ApplicationKind;
import dev.roster.http.OrganizationAtHand;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for the applications that an organization may use. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/applications", produces = MediaType.APPLICATION_JSON_VALUE)
class UsedApplicationApi {
    private final UsedApplications applications;

    UsedApplicationApi(UsedApplications applications) {
        this.applications = applications;
    }

    /**
     * @param optional whether the organization may deactivate it
     * @param active false if it has
     * @param people how many of the organization's people are signed in to it
     * @param lastUsedAt by one of them, or null if nobody is signed in
     */
    record UsedApplicationJson(
            UUID id,
            String name,
            @Shape(keys = ApplicationKind.class) String kind,
            boolean optional,
            boolean active,
            long people,
            @Nullable Instant lastUsedAt) {
        static UsedApplicationJson of(UsedApplication application) {
            return new UsedApplicationJson(
                    application.id(),
                    application.name(),
                    application.kind().key(),
                    application.optional(),
                    application.active(),
                    application.people(),
                    application.lastUsedAt());
        }
    }

    @GetMapping
    @Responses("forbidden")
    Listing<UsedApplicationJson> list(Actor actor, OrganizationAtHand organization, @Query ListQuery query) {
        return Listing.of(
                applications.list(actor, organization.id()), query, UsedApplication::id, UsedApplicationJson::of);
    }

    @PutMapping("/{application}/deactivation")
    @Responses({"forbidden", "application-not-optional"})
    UsedApplicationJson deactivate(Actor actor, OrganizationAtHand organization, @PathVariable UUID application) {
        return UsedApplicationJson.of(applications.deactivate(actor, organization.id(), application));
    }

    @DeleteMapping("/{application}/deactivation")
    @Responses("forbidden")
    UsedApplicationJson activate(Actor actor, OrganizationAtHand organization, @PathVariable UUID application) {
        return UsedApplicationJson.of(applications.activate(actor, organization.id(), application));
    }
}
