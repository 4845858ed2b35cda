package dev.roster.supply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.maven.artifact.versioning.ComparableVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A known vulnerability, in the Open Source Vulnerability format (OSV schema 1.7). */
record Advisory(String id, String summary, JsonNode affected) {

    /** All advisories in a folder, at any depth, except withdrawn ones. */
    static List<Advisory> readAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(Advisory::json)
                    .filter(advisory -> advisory.path("withdrawn").isMissingNode())
                    .map(advisory -> new Advisory(
                            advisory.path("id").asString(),
                            advisory.path("summary").asString(""),
                            advisory.path("affected")))
                    .toList();
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    boolean concerns(Component component) {
        return parts(affected)
                .filter(part -> part.at("/package/ecosystem").asString("").equals("Maven")
                        && part.at("/package/name").asString("").equals(component.coordinates()))
                .anyMatch(part -> lists(part, component.version())
                        || parts(part.path("ranges")).anyMatch(range -> holds(range, component.version())));
    }

    private static boolean lists(JsonNode part, String version) {
        return parts(part.path("versions")).anyMatch(listed -> listed.asString().equals(version));
    }

    /** Each event says from which version on a package is affected or not; the last one at or below it counts. */
    private static boolean holds(JsonNode range, String version) {
        if (range.path("type").asString("").equals("GIT")) {
            return false;
        }
        boolean affected = false;
        for (var event : parts(range.path("events")).sorted(Advisory::compare).toList()) {
            int order = compare(version, at(event));
            if (event.has("introduced") && order >= 0) {
                affected = true;
            } else if (event.has("fixed") && order >= 0 || event.has("last_affected") && order > 0) {
                affected = false;
            }
        }
        return affected;
    }

    private static int compare(JsonNode event, JsonNode other) {
        return compare(at(event), at(other));
    }

    private static String at(JsonNode event) {
        return Stream.of("introduced", "fixed", "last_affected", "limit")
                .filter(event::has)
                .map(kind -> event.path(kind).asString())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such event of a range: " + event));
    }

    /** "0" stands for the very first version, before any alpha of it. */
    private static int compare(String version, String other) {
        if (version.equals("0") || other.equals("0")) {
            return Boolean.compare(other.equals("0"), version.equals("0"));
        }
        return new ComparableVersion(version).compareTo(new ComparableVersion(other));
    }

    private static Stream<JsonNode> parts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Override
    public String toString() {
        return id + " (" + summary + ")";
    }
}
