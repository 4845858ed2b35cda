package dev.roster.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Checks the results of {@code mvn verify}: the bill of materials beside the jar, against the jar and against advisories. */
class SupplyChainIT {
    private static final Path SBOM = Path.of("target/sbom.cdx.json");
    private static final Path JAR = Path.of("target/roster.jar");

    @Test
    void the_bill_of_materials_names_every_library_that_is_shipped() throws IOException {
        var components = Component.read(SBOM);

        var shipped = shipped();
        assertThat(shipped).hasSizeGreaterThan(50);
        assertThat(shipped).allSatisfy(jar -> assertThat(components).anyMatch(component -> component.isIn(jar)));
    }

    /** {@code ROSTER_ADVISORIES} names a folder of advisories in OSV's JSON, such as an unpacked export of osv.dev. */
    @Test
    void no_hole_is_known_in_what_is_shipped() throws IOException {
        var folder = System.getenv("ROSTER_ADVISORIES");
        assumeTrue(folder != null && !folder.isBlank(), "no advisories were given");
        var advisories = Advisory.readAll(Path.of(folder));
        assertThat(advisories).as("advisories in %s", folder).isNotEmpty();

        assertThat(Component.read(SBOM).stream()
                        .flatMap(component -> advisories.stream()
                                .filter(advisory -> advisory.concerns(component))
                                .map(advisory -> component + ": " + advisory)))
                .isEmpty();
    }

    private static List<String> shipped() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    // Not a dependency: Boot adds it, for bin/run to unpack the jar with.
                    .filter(name -> !name.startsWith("spring-boot-jarmode-tools-"))
                    .toList();
        }
    }
}
