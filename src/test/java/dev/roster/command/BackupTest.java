package dev.roster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.RosterApplication;
import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A backup of a server that is running, and what it is good for on an empty machine. */
class BackupTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String PASSPHRASE = "correct horse battery staple";

    @TempDir
    static Path folder;

    private static Path file;
    private static Company company;
    private static Company.Person person;
    private static Visitor browser;
    private static String link;
    private static JsonNode manifest;

    @TempDir
    Path target;

    @BeforeAll
    static void back_up() {
        company = SERVER.company("partner");
        person = company.another("manager");
        browser = person.signIn();
        var invited = company.pending("user");
        link = SERVER.mailbox(invited.email()).await(1).linkPath();
        // The suite's clock is ahead of that of the restored server, to which attempts seem to be made in the future.
        SERVER.bean(JdbcClient.class).sql("delete from rate_limits").update();
        file = folder.resolve("roster.backup");
        manifest =
                Command.succeed(source(), "backup", file.toString(), "--json").json();
    }

    @Test
    void restored_on_an_empty_machine_people_sign_in_and_sessions_and_links_work() throws Exception {
        var said =
                Command.succeed(there(PASSPHRASE), "restore", file.toString()).out();
        assertThat(said).contains("were compared with the backup");

        var settings = Settings.read(there(PASSPHRASE), List.of("--port=0"));
        try (var restored = RosterApplication.application(settings).run()) {
            var url = settings.publicUrl().toString();
            assertThat(Visitor.at(url)
                            .tryToSignIn(person.email(), Company.PASSWORD)
                            .status())
                    .isEqualTo(303);
            assertThat(get(url + "/me", browser)).isEqualTo(200);
            assertThat(get(url + link, Visitor.at(url))).isEqualTo(200);
        }
    }

    @Test
    void a_second_backup_has_the_same_rows_with_the_same_digests() {
        Command.succeed(there(PASSPHRASE), "restore", file.toString());
        var again = Command.succeed(
                        there(PASSPHRASE), "backup", target.resolve("again").toString(), "--json")
                .json();

        assertThat(again.get("schema")).isEqualTo(manifest.get("schema"));
        var tables = digests(manifest);
        assertThat(tables).hasSizeGreaterThan(30).containsKey("memberships");
        var changed = digests(again);
        // By the restoring itself, which is audited.
        tables.remove("audit_events");
        changed.remove("audit_events");
        assertThat(changed).isEqualTo(tables);
    }

    @Test
    void a_backup_is_for_its_owner_only_shows_no_secret_and_is_audited() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
        try (var zip = FileSystems.newFileSystem(file)) {
            assertThat(zip.getPath("secret.json"))
                    .content()
                    .contains("salt")
                    .doesNotContain(SERVER.bean(ServerSecret.class).text());
        }
        assertThat(Command.succeed(source(), "status").out()).doesNotContain("never");
    }

    @Test
    void nothing_is_overwritten() throws IOException {
        var size = Files.size(file);

        var refused = Command.run(source(), "backup", file.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("exists. A backup overwrites no file.");
        assertThat(file).hasSize(size);
    }

    @Test
    void a_wrong_passphrase_is_refused_before_anything_is_written() {
        refused(there("another horse battery staple"), file, "The passphrase is not that of");
    }

    @Test
    void a_truncated_file_is_refused_before_anything_is_written() throws IOException {
        var whole = Files.readAllBytes(file);
        for (var length : List.of(0, 1_000, whole.length / 2, whole.length - 1)) {
            var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            refused(there(PASSPHRASE), cut, "is not a complete backup of Roster");
        }
    }

    @Test
    void a_newer_format_is_refused_before_anything_is_written() throws IOException {
        var newer =
                changed("manifest.json", text -> text.replaceFirst("\"format\" : 1", "\"format\" : 2, \"new\" : true"));

        refused(there(PASSPHRASE), newer, "written by a newer Roster, in format 2");
    }

    @Test
    void changed_rows_are_noticed_and_so_is_a_changed_manifest() throws IOException {
        var rows = changed("tables/users", text -> text.replace("\tf\t", "\tt\t"));
        refused(there(PASSPHRASE), rows, "is not a complete backup of Roster");

        var sum = changed("manifest.json", text -> text.replaceFirst("\"rows\" : \\d+", "\"rows\" : 0"));
        refused(there(PASSPHRASE), sum, "or the file was changed");
    }

    @Test
    void data_that_is_there_stays() {
        Command.succeed(there(PASSPHRASE), "restore", file.toString());

        var refused = Command.run(there(PASSPHRASE), "restore", file.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("There is data in this database");
    }

    @Test
    void a_running_server_is_left_alone() {
        var refused = Command.run(source(), "restore", file.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Stop it first");
    }

    @Test
    void a_running_server_is_found_by_its_sessions_in_a_database_elsewhere() {
        var environment = SERVER.environment(
                Map.of("ROSTER_BACKUP_PASSPHRASE", PASSPHRASE, "ROSTER_DATABASE_URL", SERVER.databaseUrl()));

        var refused = Command.run(environment, "restore", file.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("A server is running on this database");
    }

    @Test
    void a_short_passphrase_is_refused() {
        var refused = Command.run(SERVER.environment(Map.of("ROSTER_BACKUP_PASSPHRASE", "hunter2")), "backup", "x");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("at least 12 characters").doesNotContain("hunter2");
    }

    private void refused(Map<String, String> environment, Path backup, String sentence) {
        var refused = Command.run(environment, "restore", backup.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains(sentence);
        assertThat(target).isEmptyDirectory();
    }

    /** A copy in which an entry says something else. */
    private static Path changed(String entry, UnaryOperator<String> change) throws IOException {
        var copy = Files.copy(file, folder.resolve("changed"), StandardCopyOption.REPLACE_EXISTING);
        try (var zip = FileSystems.newFileSystem(copy)) {
            var before = Files.readString(zip.getPath(entry));
            var after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            Files.writeString(zip.getPath(entry), after);
        }
        return copy;
    }

    private static Map<String, String> source() {
        return SERVER.environment(Map.of("ROSTER_BACKUP_PASSPHRASE", PASSPHRASE));
    }

    private Map<String, String> there(String passphrase) {
        return Map.of("ROSTER_DATA_DIR", target.toString(), "ROSTER_BACKUP_PASSPHRASE", passphrase);
    }

    private static Map<String, String> digests(JsonNode of) {
        return of.get("tables")
                .valueStream()
                .collect(Collectors.toMap(
                        table -> table.get("name").asString(),
                        table -> table.get("rows") + " " + table.get("sha256").asString(),
                        (one, _) -> one,
                        HashMap::new));
    }

    private static int get(String url, Visitor with) throws IOException, InterruptedException {
        var cookies = with.cookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ", "x=y; ", ""));
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header("Cookie", cookies)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
