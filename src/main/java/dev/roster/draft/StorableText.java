package dev.roster.draft;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Strips what PostgreSQL does not store: a draft may hold anything, and the form refuses it on submission. */
final class StorableText extends StdScalarSerializer<String> {
    StorableText() {
        super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator generator, SerializationContext context) {
        generator.writeString(text.codePoints()
                .filter(c -> c != 0 && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }
}
