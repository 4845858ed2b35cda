package dev.roster.audit;

import dev.roster.access.Actor;
import dev.roster.access.Author;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The actor or target of an event.
 *
 * @param kind {@code user}, {@code api_token}, {@code job}, {@code role} …
 */
public record Party(
        String kind, @Nullable UUID id, @Nullable String name) {

    static Party of(Actor actor) {
        return switch (actor) {
            case Actor.SignedIn person -> new Party("user", person.user().value(), null);
            case Actor.Proven person -> new Party("user", person.user().value(), null);
            case Actor.TokenHolder machine -> new Party("api_token", machine.token(), null);
            case Actor.Job job -> new Party("job", null, job.name());
        };
    }

    static Party of(Author author) {
        return switch (author.kind()) {
            case USER -> new Party("user", author.id(), null);
            case TOKEN -> new Party("api_token", author.id(), null);
            case ROSTER -> new Party("job", null, "roster");
        };
    }
}
