package dev.roster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.RosterApplication;
import dev.roster.support.ApiClient;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code roster} beside a server that is running. */
class CommandsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Map<String, String> HERE = SERVER.environment(Map.of());

    private final String email = "olga-" + Long.toString(System.nanoTime(), 36) + "@roster.example";

    @Test
    void an_operator_is_added_with_a_password_that_they_must_change() {
        var added = Command.succeed(HERE, "operator", "add", email, "--name", "Olga Ops", "--json")
                .json();

        var browser = Visitor.of(SERVER).signIn(email, added.get("password").asString());
        assertThat(added.get("email").asString()).isEqualTo(email);
        assertThat(browser.get("/operator/organizations").location()).isEqualTo("/me/password");
        assertThat(Command.succeed(HERE, "operator", "list").out()).contains(email + "  Olga Ops");
        assertThat(lastEvent()).isEqualTo("operator.created job console");
    }

    @Test
    void an_operator_with_a_new_password_is_signed_out_and_cannot_use_the_old_one() {
        var first = Command.succeed(HERE, "operator", "add", email, "--name", "Olga Ops", "--json")
                .json()
                .get("password")
                .asString();
        var browser = Visitor.of(SERVER).signIn(email, first);

        var said = Command.succeed(HERE, "operator", "reset-password", email).out();

        assertThat(browser.get("/me").status()).isEqualTo(302);
        assertThat(SERVER.tryToSignIn(email, first).status()).isEqualTo(422);
        assertThat(SERVER.tryToSignIn(
                                email, said.strip().lines().toList().getLast().strip())
                        .status())
                .isEqualTo(303);
        assertThat(lastEvent()).isEqualTo("operator.password_reset job console");
    }

    @Test
    void an_operator_who_is_removed_can_do_nothing_and_can_be_added_again() {
        var password = Command.succeed(HERE, "operator", "add", email, "--name", "Olga Ops", "--json")
                .json()
                .get("password")
                .asString();
        var browser = Visitor.of(SERVER).signIn(email, password);

        Command.succeed(HERE, "operator", "remove", email);

        assertThat(browser.get("/me").status()).isEqualTo(302);
        assertThat(SERVER.tryToSignIn(email, password).status()).isEqualTo(422);
        assertThat(lastEvent()).isEqualTo("operator.removed job console");
        assertThat(Command.run(HERE, "operator", "reset-password", email).exit())
                .isEqualTo(1);
        Command.succeed(HERE, "operator", "add", email, "--name", "Olga Ops");
    }

    @Test
    void a_member_of_an_organization_does_not_become_an_operator() {
        var member = SERVER.company("workspace").another("member");

        var refused = Command.run(HERE, "operator", "add", member.email(), "--name", "Olga Ops");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("This email address is already in use");
        assertThat(SERVER.bean(JdbcClient.class)
                        .sql("select operator from users where id = :id")
                        .param("id", member.id().value())
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void what_is_wrong_with_the_input_is_said_in_the_words_of_the_console() {
        var refused = Command.run(HERE, "operator", "add", "no address", "--name", " ");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("name: This is required.").contains("email: ");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void the_page_of_an_operator_names_the_console_of_the_machine() {
        Command.succeed(HERE, "operator", "add", email, "--name", "Olga Ops");
        Command.succeed(HERE, "operator", "reset-password", email);
        var id = SERVER.bean(JdbcClient.class)
                .sql("select id from users where email = :email")
                .param("email", email)
                .query(UUID.class)
                .single();

        assertThat(SERVER.operator().get("/operator/people/" + id).body())
                .contains("The console of the machine gave the operator Olga Ops a new password.");
    }

    @Test
    void a_token_works_until_it_is_revoked() {
        var made = Command.succeed(HERE, "token", "create", "Terraform", "--days", "3650", "--json")
                .json();
        var id = made.get("id").asString();
        var client = ApiClient.with(made.get("secret").asString());
        assertThat(client.get("/organizations").status()).isEqualTo(200);
        assertThat(Command.succeed(HERE, "token", "list").out()).contains(id + "  Terraform");

        Command.succeed(HERE, "token", "revoke", id);

        assertThat(client.get("/organizations").status()).isEqualTo(401);
        assertThat(Command.run(HERE, "token", "revoke", id).exit()).isEqualTo(1);
        assertThat(Command.succeed(HERE, "token", "list").out()).doesNotContain(id);
    }

    @Test
    void the_status_shows_numbers_and_no_names() {
        SERVER.company("workspace").person("admin");

        var status = Command.succeed(HERE, "status", "--json").json();

        assertThat(status.get("serving").asBoolean()).isTrue();
        assertThat(status.get("schema").asString())
                .isEqualTo(status.get("latestSchema").asString());
        assertThat(status.at("/numbers/organizations").asInt()).isPositive();
        assertThat(status.at("/numbers/databaseBytes").asLong()).isGreaterThan(1_000_000);
        assertThat(Command.succeed(HERE, "status").out())
                .contains("Server         running")
                .doesNotContain("@");
    }

    @Test
    void the_status_sees_a_server_on_a_database_elsewhere() {
        var environment = SERVER.environment(Map.of("ROSTER_DATABASE_URL", SERVER.databaseUrl()));

        var status = Command.succeed(environment, "status", "--json").json();

        assertThat(status.get("serving").asBoolean()).isTrue();
        assertThat(status.at("/numbers/connections").asInt()).isPositive();
    }

    @Test
    void a_check_of_a_sound_installation_is_ok_and_sends_a_test_email() {
        var checked = Command.run(HERE, "check", "--mail-to", email);

        assertThat(checked.out().lines().map(line -> line.replaceAll(" {2,}", ": ")))
                .containsExactly(
                        "settings: ok",
                        "data directory: ok",
                        "database: ok",
                        "clock: ok",
                        "schema: ok",
                        "server secret: ok",
                        "mail server: ok",
                        "public URL: ok");
        assertThat(checked.exit()).isZero();
        assertThat(SERVER.mailbox(email).await(1).subject()).isEqualTo("Test email from Roster");
    }

    @Test
    void a_check_says_what_to_do_about_what_is_wrong() {
        var wrong = SERVER.environment(Map.of());
        wrong.put("ROSTER_SMTP_URL", "smtp://127.0.0.1:1");
        wrong.put("ROSTER_PUBLIC_URL", "http://127.0.0.1:1");
        wrong.put("ROSTER_SECRET", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");

        var checked = Command.run(wrong, "check", "--json");

        assertThat(checked.exit()).isEqualTo(1);
        assertThat(checked.json()
                        .valueStream()
                        .filter(finding -> !finding.get("ok").asBoolean())
                        .map(finding -> finding.get("about").asString() + ": "
                                + finding.get("sentence").asString()))
                .satisfiesExactly(
                        secret -> assertThat(secret).startsWith("server secret: Roster has another secret"),
                        mail -> assertThat(mail).startsWith("mail server: The mail server refuses: "),
                        url -> assertThat(url)
                                .startsWith("public URL: http://127.0.0.1:1/health/live cannot be reached"));
    }

    @Test
    void the_program_prints_its_result_and_nothing_else() throws Exception {
        for (var arguments : List.of(List.of("status"), List.of("operator", "list"))) {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    RosterApplication.class.getName()));
            command.addAll(arguments);
            command.add("--json");
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().removeIf(name -> name.startsWith("ROSTER_"));
            builder.environment().putAll(HERE);
            var process = builder.start();

            var printed = process.inputReader().readAllAsString();

            assertThat(process.waitFor()).isZero();
            assertThat(new JsonMapper().readTree(printed)).isNotEmpty();
            assertThat(printed).hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frobnicate|Unmatched argument",
                "operator|Missing required subcommand",
                "operator add a@example.com|Missing required option: '--name=NAME'",
                "status --prot=1|Unknown option",
                "status --secret=abc|would show a secret",
                "status --port=x|--port must be a number",
                "status --data-dir=/no/such/directory|There is no data in /no/such/directory"
            })
    void wrong_usage_and_wrong_settings_are_told_apart_from_failures(String line, String sentence) {
        var refused = Command.run(Map.of(), line.split(" "));

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains(sentence);
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void help_lists_the_commands_and_completion_knows_them() {
        assertThat(Command.succeed(Map.of(), "--help").out())
                .contains("serve", "check", "status", "backup", "restore", "operator", "token", "secret");
        assertThat(Command.succeed(Map.of(), "completion").out())
                .contains("complete -F")
                .contains("reset-password")
                .contains("--data-dir");
    }

    @Test
    void a_command_is_a_word_and_anything_else_serves() {
        assertThat(Commands.isCommand(List.of("status"))).isTrue();
        assertThat(Commands.isCommand(List.of("--help"))).isTrue();
        assertThat(Commands.isCommand(List.of("--demo"))).isFalse();
        assertThat(Commands.isCommand(List.of())).isFalse();
    }

    private static String lastEvent() {
        return SERVER.bean(JdbcClient.class).sql("""
                        select action || ' ' || actor_kind || ' ' || actor_name from audit_events
                         where organization_id is null and actor_name = 'console' order by id desc limit 1
                        """).query(String.class).single();
    }
}
