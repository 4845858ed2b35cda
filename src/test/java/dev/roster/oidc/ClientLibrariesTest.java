package dev.roster.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs in src/oidc-clients sign a person in with client libraries of others. */
class ClientLibrariesTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Path PROGRAMS = Path.of("src/oidc-clients");
    private static final Path INSTALLED = Path.of("target/oidc-clients");

    @ParameterizedTest
    @ValueSource(strings = {"oauth4webapi", "openid-client", "oidc-client-ts"})
    void a_library_signs_a_person_in(String library) throws Exception {
        assertThat(INSTALLED.resolve("node_modules").resolve(library))
                .as(
                        "bin/ci installs the libraries; or copy package*.json from %s to %s and run npm ci there",
                        PROGRAMS, INSTALLED)
                .isDirectory();
        copyPrograms();
        var app = AppClient.registered(library.equals("oidc-client-ts") ? "spa" : "web", "");
        var person = SERVER.company("workspace").another("member");
        var browser = person.signIn();
        var node = new ProcessBuilder("node", library + ".mjs")
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true);
        node.environment()
                .putAll(Map.of(
                        "ISSUER",
                        SERVER.url(""),
                        "CLIENT_ID",
                        app.id,
                        "CLIENT_SECRET",
                        app.secret,
                        "REDIRECT_URI",
                        app.redirectUri,
                        "SUBJECT",
                        person.id().toString(),
                        "AHEAD",
                        Long.toString(
                                Duration.between(Instant.now(), SERVER.clock().instant())
                                        .toSeconds())));

        var running = node.start();
        var said = new ArrayList<String>();
        try (var in = running.inputReader(StandardCharsets.UTF_8);
                var out = running.outputWriter(StandardCharsets.UTF_8)) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                said.add(line);
                if (line.startsWith("open ")) {
                    var uri = URI.create(line.substring("open ".length()));
                    var answer = browser.get(uri.getRawPath() + "?" + uri.getRawQuery());
                    out.write(answer.header("Location") + "\n");
                    out.flush();
                }
            }
        }

        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).as("%s", said).isZero();
        assertThat(said.getLast()).isEqualTo("done");
    }

    private static void copyPrograms() throws IOException {
        try (var programs = Files.newDirectoryStream(PROGRAMS, "*.mjs")) {
            for (var program : programs) {
                Files.copy(program, INSTALLED.resolve(program.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
