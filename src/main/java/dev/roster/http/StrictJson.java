package dev.roster.http;

import dev.roster.shared.InvalidException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads external JSON as strictly as the API reads its bodies. */
public final class StrictJson {
    private final JsonMapper mapper;

    StrictJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    JsonMapper mapper() {
        return mapper;
    }

    /**
     * Reads one value.
     *
     * @throws InvalidException for an unknown member or one of the wrong type
     * @throws dev.roster.shared.ProblemException {@code malformed} if it is not JSON
     */
    public <T> T read(String text, Class<T> type) {
        try {
            return mapper.readValue(text, type);
        } catch (JacksonException unreadable) {
            throw JsonInput.refusal(unreadable);
        }
    }
}
