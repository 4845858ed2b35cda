package dev.roster.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/** A Maven library that Roster ships. */
record Component(String group, String name, String version) {

    /** All components in a bill of materials in CycloneDX's JSON. */
    static List<Component> read(Path sbom) throws IOException {
        var components = JsonMapper.shared().readTree(Files.readString(sbom)).path("components");
        return StreamSupport.stream(components.spliterator(), false)
                .filter(component -> component.path("purl").asString("").startsWith("pkg:maven/"))
                .map(component -> new Component(
                        component.path("group").asString(),
                        component.path("name").asString(),
                        component.path("version").asString()))
                .toList();
    }

    /** The name of the package in OSV. */
    String coordinates() {
        return group + ":" + name;
    }

    /** Whether this file is the library, with or without a classifier. */
    boolean isIn(String jar) {
        var start = name + "-" + version;
        return jar.equals(start + ".jar") || (jar.startsWith(start + "-") && jar.endsWith(".jar"));
    }

    @Override
    public String toString() {
        return coordinates() + ":" + version;
    }
}
