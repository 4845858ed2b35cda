package dev.roster.apitoken;

import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a new token, as typed.
 *
 * @param expiresAt null if it is to be valid until it is revoked
 */
record NewApiToken(String name, @Nullable Instant expiresAt) {
    /** The latest time that RFC 3339 can express and PostgreSQL can store. */
    static final int LAST_YEAR = 9999;

    String tidyName() {
        return Text.tidy(name);
    }

    void check(Instant now, InvalidException.Collector errors) {
        if (tidyName().isEmpty()) {
            errors.add("name", "required");
        } else if (tidyName().length() > Bounds.NAME) {
            errors.add("name", "too-long", Bounds.NAME);
        } else if (Text.hasControlCharacters(name.strip())) {
            errors.add("name", "control-characters");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            errors.add("expiresAt", "past");
        }
    }
}
