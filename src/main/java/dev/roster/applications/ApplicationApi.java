package dev.roster.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roster.access.Actor;
import dev.roster.api.AllOr;
import dev.roster.api.ListQuery;
import dev.roster.api.Listing;
import dev.roster.api.NullAsEmpty;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.application.Application;
import dev.roster.application.ApplicationKind;
import dev.roster.shared.Bounds;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** The REST API for the applications that people sign in to. */
@RestController
@RequestMapping(path = "/api/v1/applications", produces = MediaType.APPLICATION_JSON_VALUE)
class ApplicationApi {
    private final Applications applications;

    ApplicationApi(Applications applications) {
        this.applications = applications;
    }

    record NewBody(
            @Shape(required = true, least = 1, most = Bounds.NAME) @Nullable String name,

            @Shape(required = true, keys = ApplicationKind.class) @Nullable String kind,

            @Shape(most = ApplicationInput.MOST_URIS) @Nullable List<String> redirectUris,

            @Shape(most = ApplicationInput.MOST_URIS) @Nullable List<String> postLogoutRedirectUris,

            @Nullable String backchannelLogoutUri,
            @Nullable AllOr organizations,
            @Nullable Boolean firstParty,
            @Nullable Boolean optional,

            @Shape(least = ApplicationInput.LEAST_ACCESS, most = ApplicationInput.MOST_ACCESS) @Nullable Integer accessTokenSeconds,

            @Shape(least = ApplicationInput.LEAST_REFRESH, most = ApplicationInput.MOST_REFRESH) @Nullable Integer refreshTokenSeconds) {

        ApplicationInput input() {
            return new ApplicationInput(
                    name == null ? "" : name,
                    kind == null ? "" : kind,
                    redirectUris == null ? List.of() : redirectUris,
                    postLogoutRedirectUris == null ? List.of() : postLogoutRedirectUris,
                    backchannelLogoutUri,
                    organizations == null ? null : organizations.items(),
                    firstParty == null || firstParty,
                    optional != null && optional,
                    accessTokenSeconds,
                    refreshTokenSeconds);
        }
    }

    record ChangeBody(
            @Shape(least = 1, most = Bounds.NAME) @Nullable String name,

            @Shape(most = ApplicationInput.MOST_URIS) @Nullable List<String> redirectUris,

            @Shape(most = ApplicationInput.MOST_URIS) @Nullable List<String> postLogoutRedirectUris,

            @JsonDeserialize(using = NullAsEmpty.class) @Nullable String backchannelLogoutUri,

            @Nullable AllOr organizations,
            @Nullable Boolean firstParty,
            @Nullable Boolean optional,

            @Shape(least = ApplicationInput.LEAST_ACCESS, most = ApplicationInput.MOST_ACCESS) @Nullable Integer accessTokenSeconds,

            @Shape(least = ApplicationInput.LEAST_REFRESH, most = ApplicationInput.MOST_REFRESH) @Nullable Integer refreshTokenSeconds) {

        ApplicationInput input(Application before, @Nullable List<String> slugs) {
            var told = backchannelLogoutUri == null ? before.backChannelLogoutUri() : backchannelLogoutUri;
            return new ApplicationInput(
                    name == null ? before.name() : name,
                    before.kind().key(),
                    redirectUris == null ? before.redirectUris() : redirectUris,
                    postLogoutRedirectUris == null ? before.postLogoutRedirectUris() : postLogoutRedirectUris,
                    told == null || told.isEmpty() ? null : told,
                    organizations == null ? slugs : organizations.items(),
                    firstParty == null ? before.firstParty() : firstParty,
                    optional == null ? before.optional() : optional,
                    accessTokenSeconds == null
                            ? Integer.valueOf((int) before.accessTokenLife().toSeconds())
                            : accessTokenSeconds,
                    refreshTokenSeconds == null
                            ? Integer.valueOf((int) before.refreshTokenLife().toSeconds())
                            : refreshTokenSeconds);
        }
    }

    /**
     * An application, as the API shows it.
     *
     * @param secret only in the answer to a creation, or to a new secret
     */
    record ApplicationJson(
            UUID id,
            String clientId,
            String name,
            @Shape(keys = ApplicationKind.class) String kind,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            @Nullable String backchannelLogoutUri,
            AllOr organizations,
            boolean firstParty,
            boolean optional,
            int accessTokenSeconds,
            int refreshTokenSeconds,
            Instant createdAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

        @Override
        public String toString() {
            return "ApplicationJson[" + id + "]"; // never the secret
        }
    }

    @GetMapping
    Listing<ApplicationJson> list(Actor actor, @Query ListQuery query) {
        return Listing.of(applications.list(actor), query, Application::id, application -> json(application, null));
    }

    @PostMapping
    @Responses(status = 201)
    ResponseEntity<ApplicationJson> create(Actor actor, @RequestBody NewBody body) {
        actor.requireOperator();
        var created = applications.create(actor, body.input());
        return created(created);
    }

    @GetMapping("/{application}")
    ApplicationJson get(Actor actor, @PathVariable UUID application) {
        return json(applications.get(actor, application), null);
    }

    @PatchMapping("/{application}")
    ApplicationJson change(Actor actor, @PathVariable UUID application, @RequestBody ChangeBody body) {
        var before = applications.get(actor, application);
        return json(applications.change(actor, application, body.input(before, applications.slugs(before))), null);
    }

    @DeleteMapping("/{application}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable UUID application) {
        applications.delete(actor, application);
    }

    @PostMapping("/{application}/secret")
    @Responses(status = 201)
    ResponseEntity<ApplicationJson> replaceSecret(Actor actor, @PathVariable UUID application) {
        var created = applications.replaceSecret(actor, application);
        return created(created);
    }

    private ResponseEntity<ApplicationJson> created(Applications.Created created) {
        var application = created.application();
        return ResponseEntity.created(URI.create("/api/v1/applications/" + application.id()))
                .body(json(application, created.secret()));
    }

    private ApplicationJson json(Application application, @Nullable String secret) {
        return new ApplicationJson(
                application.id(),
                application.id().toString(),
                application.name(),
                application.kind().key(),
                application.redirectUris(),
                application.postLogoutRedirectUris(),
                application.backChannelLogoutUri(),
                new AllOr(applications.slugs(application)),
                application.firstParty(),
                application.optional(),
                (int) application.accessTokenLife().toSeconds(),
                (int) application.refreshTokenLife().toSeconds(),
                application.createdAt(),
                secret);
    }
}
