package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.api.ListQuery;
import dev.roster.api.Listing;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.http.OrganizationAtHand;
import dev.roster.shared.Bounds;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
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

/** The REST API for an organization's API tokens. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/api-tokens", produces = MediaType.APPLICATION_JSON_VALUE)
class ApiTokenApi {
    private final ApiTokens tokens;

    ApiTokenApi(ApiTokens tokens) {
        this.tokens = tokens;
    }

    record NewBody(
            @Shape(required = true, least = 1, most = Bounds.NAME) @Nullable String name,

            @Shape(required = true, least = 1) @Nullable String role,
            @Shape(format = "date-time") @Nullable String expiresAt) {
        @Nullable Instant expires() {
            return TokenJson.time(expiresAt);
        }
    }

    @GetMapping
    @Responses("forbidden")
    Listing<TokenJson> list(Actor actor, OrganizationAtHand organization, @Query ListQuery query) {
        return Listing.of(
                tokens.list(actor, organization.id()), query, ApiToken::id, token -> TokenJson.of(token, null));
    }

    @PostMapping
    @Responses(
            value = {"forbidden", "role-not-governed"},
            status = 201)
    ResponseEntity<TokenJson> create(Actor actor, OrganizationAtHand organization, @RequestBody NewBody body) {
        var created = tokens.create(
                actor, organization.id(), TokenJson.text(body.name()), TokenJson.text(body.role()), body.expires());
        var token = created.token();
        return ResponseEntity.created(
                        URI.create("/api/v1/organizations/" + organization.slug() + "/api-tokens/" + token.id()))
                .body(TokenJson.of(token, created.secret()));
    }

    @DeleteMapping("/{token}")
    @Responses({"forbidden", "role-not-governed"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Actor actor, OrganizationAtHand organization, @PathVariable UUID token) {
        tokens.revoke(actor, organization.id(), token);
    }
}
