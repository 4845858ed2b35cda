package dev.roster.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A position in a list: after (or before) the row with this sort value and id. */
public record Cursor(Position position, boolean backwards) {

    /** @param value the row's sort value as text; the id breaks ties */
    public record Position(String value, UUID id) {}

    /** Opaque and safe in a URL. */
    public String encoded() {
        var text = (backwards ? "<" : ">") + position.id() + position.value();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Decodes what {@link #encoded} wrote; empty for anything else. */
    public static Optional<Cursor> read(String encoded) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (text.length() < 37 || (text.charAt(0) != '<' && text.charAt(0) != '>') || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return Ids.read(text.substring(1, 37))
                .map(id -> new Cursor(new Position(text.substring(37), id), text.charAt(0) == '<'));
    }

    /**
     * Decodes a request's {@code after}: null if it is missing.
     *
     * @throws InvalidException if it is not a valid cursor
     */
    public static @Nullable Cursor ofRequest(@Nullable String after) {
        return after == null || after.isEmpty()
                ? null
                : read(after).orElseThrow(() -> InvalidException.of("after", "cursor"));
    }

    @Override
    public String toString() {
        return encoded();
    }
}
