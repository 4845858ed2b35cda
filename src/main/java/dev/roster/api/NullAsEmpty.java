package dev.roster.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads an explicit null as the empty text, to tell it apart from an omitted member, which stays null. */
public final class NullAsEmpty extends ValueDeserializer<String> {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        return context.readValue(parser, String.class);
    }

    @Override
    public String getNullValue(DeserializationContext context) {
        return "";
    }

    @Override
    public @Nullable String getAbsentValue(DeserializationContext context) {
        return null;
    }
}
