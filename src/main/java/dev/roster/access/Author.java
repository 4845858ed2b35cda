package dev.roster.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The user or token responsible for something that outlives their request: a pending invitation, a running import. Stored
 * where an {@link Actor} cannot be, since an actor's rights are valid for one request only.
 *
 * @param id of the user or the API token; null for Roster itself
 */
public record Author(Kind kind, @Nullable UUID id) {

    /** The kind of author. */
    public enum Kind {
        USER,
        TOKEN,
        ROSTER;

        /** As stored in the database. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String key) {
            return Arrays.stream(values())
                    .filter(kind -> kind.key().equals(key))
                    .findFirst()
                    .orElseThrow();
        }
    }

    public static Author of(Actor actor) {
        return switch (actor) {
            case Actor.SignedIn person -> new Author(Kind.USER, person.user().value());
            case Actor.TokenHolder machine -> new Author(Kind.TOKEN, machine.token());
            case Actor.Proven _, Actor.Job _ -> new Author(Kind.ROSTER, null);
        };
    }
}
