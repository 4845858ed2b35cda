package dev.roster.providers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Files of JSON, and the fields of a row of an import. */
final class ExportFiles {
    static final JsonMapper JSON = new JsonMapper();

    private ExportFiles() {}

    /** @throws UnreadableExportException if it cannot be read as JSON */
    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw unreadable(file, e);
        }
    }

    /** A list, or an object a line. */
    static List<JsonNode> objects(Path file) {
        try {
            var text = Files.readString(file).strip();
            return text.startsWith("[")
                    ? JSON.readTree(text).valueStream().toList()
                    : text.lines()
                            .filter(line -> !line.isBlank())
                            .map(JSON::readTree)
                            .toList();
        } catch (IOException | JacksonException e) {
            throw unreadable(file, e);
        }
    }

    /** Sets a field if there is a value for it. */
    static void put(ObjectNode row, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            row.put(field, value);
        }
    }

    /** The text of a member; null if it has none. */
    static @Nullable String text(JsonNode node, String member) {
        return node.path(member).asString(null);
    }

    /** The same bytes as in PHC strings: the usual alphabet, without padding. */
    static String phc(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Either alphabet, with or without padding. */
    static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64.strip().replace('-', '+').replace('_', '/'));
    }

    static UnreadableExportException unreadable(Path file, Exception reason) {
        var first = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return new UnreadableExportException("%s cannot be read: %s".formatted(file, first));
    }
}
