package dev.roster.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The versions that an advisory affects, by the rules of OSV and the order of Maven. */
@Tag("fast")
class AdvisoryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "1.9, false",
        "2.0-alpha-1, false",
        "2.0, true",
        "2.0.0, true",
        "2.9.9, true",
        "2.10.0-RC1, true",
        "2.10.0, false",
        "2.10.0.Final, false",
        "3.0-M1, true",
        "3.0, true",
        "3.1, true",
        "3.1.1, false",
        "4.0, true",
        "4.0.1, false"
    })
    void a_version_is_affected_from_where_the_hole_came_to_where_it_was_mended(String version, boolean affected)
            throws IOException {
        write("one.json", """
                {"id": "GHSA-1", "summary": "It leaks", "affected": [
                  {"package": {"ecosystem": "Maven", "name": "org.example:lib"}, "versions": ["4.0"], "ranges": [
                    {"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"fixed": "2.10.0"}]},
                    {"type": "ECOSYSTEM", "events": [{"last_affected": "3.1"}, {"introduced": "3.0-M1"}]},
                    {"type": "GIT", "events": [{"introduced": "0"}]}]}]}""");

        assertThat(concerns("org.example", "lib", version)).isEqualTo(affected);
    }

    @Test
    void an_advisory_is_about_its_package_alone_and_about_nothing_once_it_is_withdrawn() throws IOException {
        write("all.json", """
                {"id": "GHSA-2", "affected": [{"package": {"ecosystem": "Maven", "name": "org.example:lib"},
                 "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}""");
        write("npm.json", """
                {"id": "GHSA-3", "affected": [{"package": {"ecosystem": "npm", "name": "org.example:other"},
                 "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]}""");
        write("withdrawn.json", """
                {"id": "GHSA-4", "withdrawn": "2026-01-01T00:00:00Z", "affected": [
                 {"package": {"ecosystem": "Maven", "name": "org.example:gone"},
                  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}""");

        assertThat(concerns("org.example", "lib", "0.0.1-alpha")).isTrue();
        assertThat(concerns("org.example", "lib-extra", "1.0")).isFalse();
        assertThat(concerns("com.example", "lib", "1.0")).isFalse();
        assertThat(concerns("org.example", "other", "1.0")).isFalse();
        assertThat(concerns("org.example", "gone", "1.0")).isFalse();
    }

    private boolean concerns(String group, String name, String version) throws IOException {
        return Advisory.readAll(folder).stream()
                .anyMatch(advisory -> advisory.concerns(new Component(group, name, version)));
    }

    private void write(String file, String advisory) throws IOException {
        Files.writeString(folder.resolve(file), advisory);
    }
}
