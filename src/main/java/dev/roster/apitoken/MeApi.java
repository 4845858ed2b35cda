package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.access.Authority;
import dev.roster.access.Permission;
import dev.roster.api.Shape;
import dev.roster.apitoken.BearerRepository.Bearer;
import dev.roster.http.OrganizationAtHand;
import dev.roster.roles.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Tells a program who its token is and what it may do in which organization. */
@RestController
class MeApi {
    private final Roles roles;

    MeApi(Roles roles) {
        this.roles = roles;
    }

    /**
     * @param operator whether the token may do everything everywhere
     * @param organizations what it may do where; one entry unless it is the operator's
     */
    record MeJson(
            UUID id,
            String name,
            boolean operator,
            Instant createdAt,
            @Nullable Instant expiresAt,
            List<PlaceJson> organizations) {}

    /** @param governs the keys of the roles that it may hand out, and whose holders it may act on */
    record PlaceJson(
            UUID id,
            String slug,
            String name,
            @Nullable String role,
            @Shape(keys = Permission.class) List<String> permissions,
            List<String> governs) {}

    @GetMapping(path = "/api/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
    MeJson me(Actor.TokenHolder actor, @RequestAttribute(Bearers.BEARER) Bearer bearer) {
        var place = bearer.organization();
        var authority = bearer.authority();
        return new MeJson(
                bearer.token(),
                bearer.name(),
                actor.operator(),
                bearer.createdAt(),
                bearer.expiresAt(),
                place == null || authority == null ? List.of() : List.of(shown(place, authority)));
    }

    private PlaceJson shown(OrganizationAtHand place, Authority authority) {
        var all = roles.list(place.id());
        return new PlaceJson(
                place.id().value(),
                place.slug(),
                place.name(),
                Roles.keys(authority.roles(), all).stream().findFirst().orElse(null),
                Permission.ordered(authority.permissions()).stream()
                        .map(Permission::key)
                        .toList(),
                Roles.keys(authority.governs(), all));
    }
}
