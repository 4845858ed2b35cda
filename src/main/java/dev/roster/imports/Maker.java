package dev.roster.imports;

import dev.roster.access.Actor;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who stands behind an import: each of its rows is their deed.
 *
 * @param id of the user or the API token; null for Roster itself
 */
record Maker(Kind kind, @Nullable UUID id) {

    enum Kind {
        USER,
        TOKEN,
        ROSTER;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            return Arrays.stream(values())
                    .filter(kind -> kind.key().equals(key))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Maker of(Actor actor) {
        return switch (actor) {
            case Actor.SignedIn person -> new Maker(Kind.USER, person.user().value());
            case Actor.TokenHolder machine -> new Maker(Kind.TOKEN, machine.token());
            case Actor.Proven _, Actor.Job _ -> new Maker(Kind.ROSTER, null);
        };
    }
}
