package dev.roster.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roster.access.Actor;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.audit.Party;
import dev.roster.http.OrganizationAtHand;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for what a user may do, and why. */
@RestController
@RequestMapping(
        path = "/api/v1/organizations/{organization}/users/{user}/permissions",
        produces = MediaType.APPLICATION_JSON_VALUE)
class AccessApi {
    private final Explanations explanations;

    AccessApi(Explanations explanations) {
        this.explanations = explanations;
    }

    /** @param because every way in which they have it: there may be several */
    record PermissionJson(String permission, List<BecauseJson> because) {
        static PermissionJson of(Explained explained) {
            return new PermissionJson(
                    explained.permission(),
                    explained.because().stream().map(BecauseJson::of).toList());
        }
    }

    /**
     * @param role the key of the role that contains the permission
     * @param through the user has the role, a group of theirs carries it, or a grant gives it to them
     * @param group the id of that group; only through a group
     * @param from the id of the organization that they act for; only through a grant
     * @param since when they got it in this way; null if the log does not say, or without {@code audit.view}
     * @param by who gave it to them
     */
    record BecauseJson(
            String role,
            @Shape(keys = Through.class) String through,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID group,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID from,

            @Nullable Instant since,
            @Nullable Party by) {
        static BecauseJson of(Because because) {
            return new BecauseJson(
                    because.role(),
                    because.through().key(),
                    because.group(),
                    because.from(),
                    because.since(),
                    because.by());
        }
    }

    @GetMapping
    @Responses("forbidden")
    List<PermissionJson> list(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return explanations.list(actor, organization.id(), user).stream()
                .map(PermissionJson::of)
                .toList();
    }
}
