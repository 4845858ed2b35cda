package dev.roster.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.installation.Settings.LogFormat;
import dev.roster.installation.SmtpServer.Encryption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SettingsTest {
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void nothing_needs_to_be_set() {
        var settings = read(Map.of());

        assertThat(settings.address().isLoopbackAddress()).isTrue();
        assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:" + settings.port()));
        assertThat(settings.dataDir()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.databaseUrl()).isNull();
        assertThat(settings.smtpServer()).isNull();
        assertThat(settings.bootstrapToken()).isNull();
        assertThat(settings.backupPassphrase()).isNull();
        assertThat(settings.secrets()).isEmpty();
        assertThat(settings.mailFrom()).isEqualTo("Roster <roster@localhost>");
        assertThat(settings.demo()).isFalse();
        assertThat(settings.https()).isFalse();
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
    }

    @Test
    void a_flag_says_the_same_as_the_variable_and_wins() {
        var environment = Map.of("ROSTER_MAIL_FROM", "a@example.com", "ROSTER_LOG_FORMAT", "json");

        var settings = read(environment, "--mail-from", "b@example.com", "--demo", "--data-dir=/tmp/x y");

        assertThat(settings.mailFrom()).isEqualTo("b@example.com");
        assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(settings.demo()).isTrue();
        assertThat(settings.dataDir()).isEqualTo(Path.of("/tmp/x y"));
    }

    @Test
    void demo_may_be_followed_by_another_flag_or_by_its_value() {
        assertThat(read(Map.of(), "--demo", "--port", "0").demo()).isTrue();
        assertThat(read(Map.of(), "--demo", "false", "--port", "0").demo()).isFalse();
        assertThat(read(Map.of("ROSTER_DEMO", "true"), "--demo=false").demo()).isFalse();
    }

    @Test
    void an_empty_variable_counts_as_not_set() {
        assertThat(read(Map.of("ROSTER_SMTP_URL", "")).smtpServer()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROSTER_PROT", "ROSTER_", "ROSTER_port"})
    void an_unknown_variable_is_refused_by_its_name(String name) {
        assertThatThrownBy(() -> read(Map.of(name, "1")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot=1", "-p", "9000", "--roster-port=1", "--PORT=1"})
    void an_unknown_flag_is_refused_by_its_name(String flag) {
        assertThatThrownBy(() -> read(Map.of(), flag))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(flag.split("=", -1)[0]);
    }

    @Test
    void a_flag_without_a_value_or_given_twice_is_refused() {
        assertThatThrownBy(() -> read(Map.of(), "--port")).hasMessage("--port needs a value.");
        assertThatThrownBy(() -> read(Map.of(), "--port=")).hasMessage("--port needs a value.");
        assertThatThrownBy(() -> read(Map.of(), "--data-dir", "--demo")).hasMessage("--data-dir needs a value.");
        assertThatThrownBy(() -> read(Map.of(), "--port=0", "--port=0")).hasMessage("--port is specified twice.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ROSTER_PORT|x",
                "ROSTER_PORT|-1",
                "ROSTER_PORT|65536",
                "ROSTER_PORT|tcp://10.0.0.1:80",
                "ROSTER_ADDRESS|no.such.host.invalid",
                "ROSTER_ADDRESS|192.0.2.1",
                "ROSTER_PUBLIC_URL|users.example.com",
                "ROSTER_PUBLIC_URL|ftp://users.example.com",
                "ROSTER_PUBLIC_URL|https://users.example.com/a//b",
                "ROSTER_PUBLIC_URL|https://users.example.com/../roster",
                "ROSTER_PUBLIC_URL|https://users.example.com/%72oster",
                "ROSTER_PUBLIC_URL|https://users.example.com/a;b=c",
                "ROSTER_PUBLIC_URL|https://users.example.com?a=b",
                "ROSTER_PUBLIC_URL|https://me@users.example.com",
                "ROSTER_PUBLIC_URL|https://",
                "ROSTER_PUBLIC_URL|https://a b",
                "ROSTER_TRUSTED_PROXIES|localhost",
                "ROSTER_TRUSTED_PROXIES|10.0.0.0/33",
                "ROSTER_TRUSTED_PROXIES|10.0.0.0/0",
                "ROSTER_TRUSTED_PROXIES|10.0.0.0/x",
                "ROSTER_TRUSTED_PROXIES|10.0.0",
                "ROSTER_TRUSTED_PROXIES|10.0.0.1 10.0.0.2",
                "ROSTER_TRUSTED_PROXIES|fe80::1%lo",
                "ROSTER_TRUSTED_PROXIES|10.0.0.1,",
                "ROSTER_MAIL_FROM|nobody",
                "ROSTER_MAIL_FROM|Roster <roster@example.com",
                "ROSTER_DEMO|yes",
                "ROSTER_LOG_FORMAT|JSON",
            })
    void a_bad_value_is_refused_by_its_name_and_shown(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(name)
                .message()
                .contains(value)
                .doesNotContain("\n")
                .endsWith(".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ROSTER_DATABASE_URL|mysql://u:hunter2@h/db",
                "ROSTER_SECRET|hunter2",
                "ROSTER_SECRET|aHVudGVyMg==",
                "ROSTER_SMTP_URL|http://u:hunter2@h",
                "ROSTER_SMTP_URL|smtp://u:hunter2@h/path",
                "ROSTER_SMTP_URL|smtp://u:hunter2@h?starttls=maybe",
                "ROSTER_SMTP_URL|smtps://u:hunter2@h?starttls=required",
                "ROSTER_SMTP_URL|smtp://hunter2@h",
                "ROSTER_SMTP_URL|smtp://u:hunter2%zz@h",
                "ROSTER_SMTP_URL|hunter2",
                "ROSTER_BOOTSTRAP_TOKEN|hunter2",
                "ROSTER_BOOTSTRAP_TOKEN|hunter2 hunter2 hunter2 hunter2 hunter2",
            })
    void a_bad_value_of_a_confidential_setting_is_refused_without_showing_it(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(name)
                .message()
                .doesNotContain("hunter2");
    }

    /** {@code ps} shows the flags of every process to all users. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--secret|hunter2",
                "--bootstrap-token|hunter2hunter2hunter2hunter2hunter2",
                "--smtp-url|smtp://me:hunter2@mail.example.com",
                "--database-url|jdbc:postgresql://h/db?user=u&password=hunter2",
                "--database-url|jdbc:postgresql://h/db?sslpassword=hunter2",
                "--database-url|jdbc:postgresql://u:hunter2@h/db",
            })
    void a_secret_is_not_taken_as_a_flag(String flag, String value) {
        for (var arguments : List.of(new String[] {flag, value}, new String[] {flag + "=" + value})) {
            assertThatThrownBy(() -> read(Map.of(), arguments))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith(flag + " would show a secret")
                    .message()
                    .contains("ROSTER_" + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT), flag + "-file")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void an_address_without_a_password_is_taken_as_a_flag() {
        var settings =
                read(Map.of(), "--smtp-url", "smtp://mail.example.com", "--database-url=jdbc:postgresql://h/db?user=u");

        assertThat(settings.smtpServer()).isNotNull();
        assertThat(settings.databaseUrl()).isEqualTo("jdbc:postgresql://h/db?user=u");
    }

    @Test
    void a_secret_can_stand_in_a_file(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        var token = Files.writeString(folder.resolve("token"), "t".repeat(40));
        var smtp = Files.writeString(folder.resolve("smtp"), "smtps://me:hunter2@mail.example.com\n");
        var database = Files.writeString(folder.resolve("database"), "jdbc:postgresql://h/db?password=hunter2");

        var settings = read(
                Map.of(
                        "ROSTER_SECRET_FILE", secret.toString(),
                        "ROSTER_BOOTSTRAP_TOKEN_FILE", token.toString(),
                        "ROSTER_SMTP_URL_FILE", smtp.toString()),
                "--database-url-file",
                database.toString());

        assertThat(settings.secrets()).hasSize(1);
        assertThat(settings.bootstrapToken()).isEqualTo("t".repeat(40));
        assertThat(settings.smtpServer())
                .isEqualTo(new SmtpServer("mail.example.com", 465, "me", "hunter2", Encryption.TLS));
        assertThat(settings.databaseUrl()).endsWith("hunter2");
    }

    @Test
    void a_file_that_holds_no_secret_stops_the_start(@TempDir Path folder) throws IOException {
        var empty = Files.writeString(folder.resolve("empty"), "\n");
        var wrong = Files.writeString(folder.resolve("wrong"), "hunter2");

        assertThatThrownBy(() ->
                        read(Map.of("ROSTER_SECRET_FILE", folder.resolve("none").toString())))
                .hasMessageContaining("ROSTER_SECRET_FILE")
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> read(Map.of("ROSTER_SECRET_FILE", empty.toString())))
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> read(Map.of("ROSTER_SECRET_FILE", wrong.toString())))
                .hasMessageStartingWith("ROSTER_SECRET_FILE must be")
                .message()
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> read(Map.of("ROSTER_SECRET", SECRET, "ROSTER_SECRET_FILE", wrong.toString())))
                .hasMessage("ROSTER_SECRET and ROSTER_SECRET_FILE are both set.");
        assertThatThrownBy(() -> read(Map.of("ROSTER_PORT_FILE", wrong.toString())))
                .hasMessageContaining("There is no setting ROSTER_PORT_FILE");
        assertThatThrownBy(() -> read(Map.of(), "--data-dir-file", wrong.toString()))
                .hasMessageContaining("There is no flag --data-dir-file");
    }

    @Test
    void a_configuration_file_sets_what_neither_a_variable_nor_a_flag_does(@TempDir Path folder) throws IOException {
        var file = config(folder, """
                # The company's Roster

                ROSTER_MAIL_FROM="Roster <roster@example.com>"
                ROSTER_PUBLIC_URL = https://file.example.com
                ROSTER_LOG_FORMAT='json'
                ROSTER_SMTP_URL=
                """);

        var settings = read(
                Map.of("ROSTER_PUBLIC_URL", "https://variable.example.com"), "--config", file, "--log-format=text");

        assertThat(settings.mailFrom()).isEqualTo("Roster <roster@example.com>");
        assertThat(settings.publicUrl()).hasHost("variable.example.com");
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.smtpServer()).isNull();
    }

    @Test
    void a_configuration_file_that_is_not_one_stops_the_start_without_being_shown(@TempDir Path folder)
            throws IOException {
        for (var wrong : List.of("export ROSTER_PORT=1", "ROSTER_PORT", "hunter2", "MAIL_FROM=a@example.com")) {
            assertThatThrownBy(() -> read(Map.of(), "--config", config(folder, "\n" + wrong)))
                    .as(wrong)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith("Line 2 of ")
                    .message()
                    .doesNotContain("hunter2");
        }
        assertThatThrownBy(() -> read(Map.of(), "--config", config(folder, "ROSTER_PROT=1")))
                .hasMessageContaining("There is no setting ROSTER_PROT");
        assertThatThrownBy(() -> read(Map.of(), "--config", config(folder, "ROSTER_DEMO=true\nROSTER_DEMO=true")))
                .hasMessageContaining("sets ROSTER_DEMO twice");
        assertThatThrownBy(() -> read(Map.of(), "--config", folder + "/none")).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> read(Map.of(), "--config", config(folder, ""), "--config", config(folder, "")))
                .hasMessage("--config is specified twice.");
    }

    @Test
    void a_configuration_file_with_a_secret_is_not_for_every_user_of_the_machine(@TempDir Path folder)
            throws IOException {
        var file = config(folder, "ROSTER_SECRET=" + SECRET);
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> read(Map.of(), "--config", file))
                .hasMessageContaining("contains ROSTER_SECRET")
                .hasMessageContaining("chmod o=")
                .message()
                .doesNotContain(SECRET);

        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(read(Map.of(), "--config", file).secrets()).hasSize(1);
    }

    @Test
    void a_command_reads_the_same_settings_and_needs_no_free_port() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();
            assertThat(Settings.readForCommand(Map.of("ROSTER_PORT", "" + port), List.of("--demo"))
                            .publicUrl())
                    .isEqualTo(URI.create("http://localhost:" + port));
        }
    }

    private static String config(Path folder, String lines) throws IOException {
        return Files.writeString(folder.resolve("roster.conf"), lines).toString();
    }

    @Test
    void the_public_address_loses_the_slash_at_its_end_and_decides_about_https() {
        var settings = read(Map.of("ROSTER_PUBLIC_URL", "https://users.example.com:8443/"));

        assertThat(settings.publicUrl()).hasToString("https://users.example.com:8443");
        assertThat(settings.publicPath()).isEmpty();
        var below = read(Map.of("ROSTER_PUBLIC_URL", "https://example.com/it/roster/"));
        assertThat(below.publicUrl()).hasToString("https://example.com/it/roster");
        assertThat(below.publicPath()).isEqualTo("/it/roster");
        assertThat(settings.https()).isTrue();
    }

    @Test
    void mail_servers_are_read_with_their_encryption_and_their_decoded_password() {
        assertThat(smtp("smtp://mail.example.com"))
                .isEqualTo(new SmtpServer("mail.example.com", 25, null, null, Encryption.IF_OFFERED));
        assertThat(smtp("smtp://me%40here:p%2F+%25@mail.example.com:587?starttls=required"))
                .isEqualTo(new SmtpServer("mail.example.com", 587, "me@here", "p/+%", Encryption.STARTTLS));
        assertThat(smtp("smtps://me:secret@mail.example.com"))
                .isEqualTo(new SmtpServer("mail.example.com", 465, "me", "secret", Encryption.TLS));
    }

    @Test
    void two_secrets_are_taken_and_three_are_not() {
        assertThat(read(Map.of("ROSTER_SECRET", SECRET + "," + SECRET)).secrets())
                .hasSize(2);
        assertThatThrownBy(() -> read(Map.of("ROSTER_SECRET", SECRET + "," + SECRET + "," + SECRET)))
                .isInstanceOf(StartRefusedException.class);
    }

    @Test
    void a_stand_by_needs_a_primary_of_ones_own() {
        var standby = "jdbc:postgresql://b/db?user=u&password=hunter2";

        assertThatThrownBy(() -> read(Map.of("ROSTER_READ_DATABASE_URL", standby)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("needs ROSTER_DATABASE_URL");
        var settings =
                read(Map.of("ROSTER_DATABASE_URL", "jdbc:postgresql://a/db", "ROSTER_READ_DATABASE_URL", standby));
        assertThat(settings.readDatabaseUrl()).isEqualTo(standby);
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    @Test
    void nothing_confidential_is_in_the_text_of_the_settings() {
        var settings = read(Map.of(
                "ROSTER_DATABASE_URL",
                "jdbc:postgresql://h/db?user=u&password=hunter2",
                "ROSTER_SECRET",
                SECRET,
                "ROSTER_SMTP_URL",
                "smtp://u:hunter2@h",
                "ROSTER_BOOTSTRAP_TOKEN",
                "hunter2".repeat(6)));

        assertThat(settings.toString()).doesNotContain("hunter2").doesNotContain(SECRET);
        assertThat(String.valueOf(settings.smtpServer())).doesNotContain("hunter2");
    }

    @Test
    void a_port_that_was_asked_for_and_is_taken_stops_the_start() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> read(Map.of(), "--port=" + taken.getLocalPort()))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort());
        }
    }

    @Test
    void a_port_that_nobody_asked_for_gives_way_to_the_next_free_one() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePort.from(InetAddress.getLoopbackAddress(), taken.getLocalPort()))
                    .isGreaterThan(taken.getLocalPort());
        }
    }

    private static SmtpServer smtp(String url) {
        return Objects.requireNonNull(read(Map.of("ROSTER_SMTP_URL", url)).smtpServer());
    }

    /** On any free port, unless the test is about ports. */
    private static Settings read(Map<String, String> given, String... arguments) {
        var environment = new HashMap<>(given);
        environment.put("HOME", "/nowhere");
        environment.putIfAbsent("ROSTER_PORT", "0");
        return Settings.read(environment, List.of(arguments));
    }
}
