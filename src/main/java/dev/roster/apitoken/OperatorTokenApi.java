package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.api.ListQuery;
import dev.roster.api.Listing;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.shared.Bounds;
import java.net.URI;
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

/** The REST API for the operator's own API tokens. */
@RestController
@RequestMapping(path = "/api/v1/api-tokens", produces = MediaType.APPLICATION_JSON_VALUE)
class OperatorTokenApi {
    private final OperatorTokens tokens;

    OperatorTokenApi(OperatorTokens tokens) {
        this.tokens = tokens;
    }

    record NewBody(
            @Shape(required = true, least = 1, most = Bounds.NAME) @Nullable String name,

            @Shape(format = "date-time") @Nullable String expiresAt) {}

    @GetMapping
    Listing<TokenJson> list(Actor actor, @Query ListQuery query) {
        return Listing.of(tokens.list(actor), query, ApiToken::id, token -> TokenJson.of(token, null));
    }

    @PostMapping
    @Responses(status = 201)
    ResponseEntity<TokenJson> create(Actor actor, @RequestBody NewBody body) {
        actor.requireOperator();
        var created = tokens.create(actor, TokenJson.text(body.name()), TokenJson.time(body.expiresAt()));
        var token = created.token();
        return ResponseEntity.created(URI.create("/api/v1/api-tokens/" + token.id()))
                .body(TokenJson.of(token, created.secret()));
    }

    @DeleteMapping("/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Actor actor, @PathVariable UUID token) {
        tokens.revoke(actor, token);
    }
}
