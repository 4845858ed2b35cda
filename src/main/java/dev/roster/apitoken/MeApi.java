package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.access.Authority;
import dev.roster.access.Permission;
import dev.roster.api.Shape;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a program who its token is and what it may do in which organization. */
@RestController
class MeApi {
    private final ApiTokens tokens;
    private final Roles roles;

    MeApi(ApiTokens tokens, Roles roles) {
        this.tokens = tokens;
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
    MeJson me(Actor.TokenHolder actor) {
        var own = tokens.describe(actor);
        var token = own.token();
        var place = own.place();
        return new MeJson(
                token.id(),
                token.name(),
                actor.operator(),
                token.createdAt(),
                token.expiresAt(),
                place == null ? List.of() : List.of(shown(token, place)));
    }

    private PlaceJson shown(ApiToken token, ApiTokens.Place place) {
        Authority authority = place.authority();
        return new PlaceJson(
                place.organization().id().value(),
                place.organization().slug(),
                place.organization().name(),
                token.role(),
                Permission.ordered(authority.permissions()).stream()
                        .map(Permission::key)
                        .toList(),
                roles.list(place.organization().id()).stream()
                        .filter(role -> authority.governs().contains(role.id()))
                        .map(Role::key)
                        .toList());
    }
}
