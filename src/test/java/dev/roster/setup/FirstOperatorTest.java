package dev.roster.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.roster.RosterApplication;
import dev.roster.access.Actor;
import dev.roster.installation.Settings;
import dev.roster.link.LinkProblem;
import dev.roster.operator.Accounts;
import dev.roster.password.Passwords;
import dev.roster.role.RoleProblem;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class FirstOperatorTest {
    private static final String PASSWORD = "quiet-harbour-lantern-19";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String BOOTSTRAP_TOKEN = "a-bootstrap-token-of-enough-characters";

    @TempDir
    static Path dataDir;

    private static ConfigurableApplicationContext roster;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() {
        var settings = Settings.read(
                Map.of(
                        "ROSTER_DATA_DIR",
                        dataDir.toString(),
                        "ROSTER_PORT",
                        "0",
                        "ROSTER_STOP_PAUSE",
                        "0",
                        "ROSTER_BOOTSTRAP_TOKEN",
                        BOOTSTRAP_TOKEN),
                List.of());
        roster = RosterApplication.application(settings).run();
    }

    @AfterAll
    static void stop() {
        roster.close();
    }

    @BeforeEach
    void forgetOperators() {
        jdbc().sql("delete from audit_names").update();
        jdbc().sql("delete from audit_sources").update();
        jdbc().sql("delete from passwords").update();
        jdbc().sql("delete from profiles").update();
        jdbc().sql("delete from users").update();
        jdbc().sql("delete from setup_link").update();
    }

    @Test
    void the_printed_link_makes_the_first_operator_once() throws Exception {
        var link = link();
        var token = token();
        assertThat(roster.getBean(StartMessage.class).lines())
                .singleElement()
                .asString()
                .contains(link.toString());

        var made = submit(link, "Olive Operator", "Olive@roster.example", PASSWORD);

        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(made.headers().firstValue("Location")).hasValue("/login");
        var operator = jdbc().sql("select id from users where operator and email_key = 'olive@roster.example'")
                .query(UUID.class)
                .single();
        assertThat(roster.getBean(Passwords.class).verify(new UserId(operator), PASSWORD))
                .isTrue();
        assertThat(jdbc().sql("select count(*) from audit_events where action = 'operator.created' and target_id = :id")
                        .param("id", operator)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(roster.getBean(StartMessage.class).lines()).isEmpty();
        assertThatThrownBy(() -> firstOperator().create(token, wanted("Second One")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(LinkProblem.LINK_UNKNOWN));
    }

    @Test
    void the_link_is_dead_for_good_whatever_becomes_of_the_operators() throws Exception {
        var link = link();
        create("Olive Operator");
        jdbc().sql("update users set operator = false").update();

        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(roster.getBean(StartMessage.class).lines()).isEmpty();
    }

    @Test
    void each_installation_has_a_link_of_its_own_that_a_restart_keeps() {
        var link = link();
        assertThat(link()).isEqualTo(link);

        jdbc().sql("delete from setup_link").update();
        assertThat(link()).isNotEqualTo(link);
    }

    @Test
    void the_last_operator_can_be_blocked_by_nobody() {
        create("Olive Operator");
        var olive = new UserId(jdbc().sql("select id from users where operator")
                .query(UUID.class)
                .single());
        var accounts = roster.getBean(Accounts.class);

        assertThatThrownBy(() -> accounts.block(new Actor.Job("test"), olive))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(RoleProblem.LAST_OPERATOR));

        jdbc().sql("""
                insert into users (id, operator, created_at) values (gen_random_uuid(), true, now())
                """).update();
        assertThat(accounts.block(new Actor.Job("test"), olive).isBlocked()).isTrue();
    }

    @Test
    void a_wrong_token_opens_nothing() throws Exception {
        var link = link().toString();
        for (var wrong : List.of(
                link.substring(0, link.length() - 4), link + "A", link.replaceFirst("[^/]+$", "x"), link + "=!")) {
            assertThat(get(URI.create(wrong)).statusCode()).as(wrong).isEqualTo(404);
        }
        assertThatThrownBy(() -> firstOperator()
                        .create("", new NewOperator("Olive Operator", "olive@roster.example", PASSWORD, "en")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void errors_are_shown_in_place_and_the_input_stays_except_the_password() throws Exception {
        var refused = submit(link(), "Olive \"O\" Operator", "no address", "lantern");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Olive &#34;O&#34; Operator")
                .contains("no address")
                .contains("field-email-error")
                .contains("field-password-error")
                .doesNotContain("field-name-error")
                .doesNotContain("lantern");
        assertThat(get(link()).statusCode()).isEqualTo(200);
    }

    @Test
    void the_operators_password_must_be_long_strong_and_not_about_them() {
        for (var weak : List.of("short-1!", "aaaaaaaaaaaa", "password1234", "olive-operator-19!")) {
            assertThatThrownBy(() -> firstOperator()
                            .create(token(), new NewOperator("Olive Operator", "olive@roster.example", weak, "en")))
                    .as(weak)
                    .isInstanceOfSatisfying(
                            InvalidException.class,
                            wrong -> assertThat(wrong.errors())
                                    .allMatch(error -> error.field().equals("password")));
        }
    }

    @Test
    void the_page_is_for_nobodys_eyes_but_the_readers() throws Exception {
        var page = get(link());
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void of_many_at_once_one_becomes_the_operator() throws Exception {
        try (var pool = Executors.newFixedThreadPool(2);
                var holder = roster.getBean(DataSource.class).getConnection()) {
            assertThat(token()).isNotEmpty();
            holder.setAutoCommit(false);
            holder.createStatement().executeQuery("select 1 from setup_link for update");
            List<Future<Boolean>> tries = IntStream.range(0, 2)
                    .mapToObj(i -> pool.submit(() -> succeeds(i)))
                    .toList();
            // All have seen that there is no operator.
            await().until(() -> waiting() == tries.size());
            holder.commit();
            int succeeded = 0;
            for (var tried : tries) {
                succeeded += tried.get() ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
        }
        assertThat(jdbc().sql("select count(*) from users where operator")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void the_bootstrap_token_is_the_operators_and_made_once() {
        assertThat(jdbc().sql("select name from api_tokens where organization_id is null")
                        .query(String.class)
                        .list())
                .containsExactly("bootstrap");
        roster.getBean(FirstStart.class).run(new DefaultApplicationArguments());
        assertThat(jdbc().sql("select count(*) from api_tokens")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static int waiting() {
        return jdbc().sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                .query(Integer.class)
                .single();
    }

    private static boolean succeeds(int number) {
        try {
            create("Operator Number" + number);
            return true;
        } catch (ProblemException tooLate) {
            assertThat(tooLate.problem()).isEqualTo(LinkProblem.LINK_UNKNOWN);
            return false;
        }
    }

    private static void create(String name) {
        firstOperator().create(token(), wanted(name));
    }

    private static NewOperator wanted(String name) {
        return new NewOperator(name, name.replace(' ', '.') + "@roster.example", PASSWORD, "en");
    }

    private static FirstOperator firstOperator() {
        return roster.getBean(FirstOperator.class);
    }

    private static SetupLink setupLink() {
        return roster.getBean(SetupLink.class);
    }

    private static String token() {
        return setupLink().findToken().orElseThrow();
    }

    private static JdbcClient jdbc() {
        return roster.getBean(JdbcClient.class);
    }

    private static URI link() {
        return setupLink().find().orElseThrow();
    }

    private HttpResponse<String> get(URI link) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(URI link, String name, String email, String password) throws Exception {
        var csrf = CSRF.matcher(get(link).body());
        assertThat(csrf.find()).isTrue();
        var form =
                Map.of("_csrf", csrf.group(1), "name", name, "email", email, "password", password).entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(link)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }
}
