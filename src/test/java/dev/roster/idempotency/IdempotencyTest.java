package dev.roster.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class IdempotencyTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String HEADER = "Idempotency-Key";

    private final Company company = SERVER.company("workspace");
    private final String users = "/organizations/" + company.slug() + "/users";
    private final ApiClient admin = company.client("admin");

    @Test
    void a_repeat_gets_the_same_answer_and_does_nothing() {
        var key = key();
        var body = ada();
        var first = post(admin, users, body, key);
        var events = count("audit_events where organization_id = :here");

        var second = post(admin, users, body, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.header("Idempotent-Replayed")).contains("true");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.response().body()).isEqualTo(first.response().body());
        for (var header : new String[] {"Location", "ETag", "Content-Type", "Cache-Control"}) {
            assertThat(second.header(header)).as(header).isPresent().isEqualTo(first.header(header));
        }
        assertThat(count("memberships where organization_id = :here")).isOne();
        assertThat(count("audit_events where organization_id = :here")).isEqualTo(events);
    }

    @Test
    void an_answer_without_a_body_is_repeated_too() {
        var partner = SERVER.company("partner");
        partner.person("administrator");
        var path = "/organizations/" + partner.slug() + "/users/"
                + partner.quick("user").id() + "/password-reset";
        var key = key();
        var mails = count("mails where organization_id = :here", partner);

        for (int i = 0; i < 2; i++) {
            var answer = ApiClient.operator().send("POST", path, null, HEADER, key);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.response().body()).isEmpty();
        }
        assertThat(count("mails where organization_id = :here", partner)).isEqualTo(mails + 1);
    }

    @Test
    void a_secret_in_an_answer_is_repeated_and_cannot_be_read_from_the_database() {
        var key = key();
        var body = ada();
        var password = post(admin, users, body, key).text("/generatedPassword");
        var tokens = "/organizations/" + company.slug() + "/api-tokens";
        var token = "{\"name\":\"T\",\"role\":\"member\"}";
        var secret = post(admin, tokens, token, key + "t").text("/secret");

        assertThat(post(admin, users, body, key).text("/generatedPassword")).isEqualTo(password);
        assertThat(post(admin, tokens, token, key + "t").text("/secret")).isEqualTo(secret);
        assertThat(password).hasSizeGreaterThan(8);
        assertThat(secret).startsWith("roster_");
        var stored = new String(stored(), StandardCharsets.ISO_8859_1);
        assertThat(stored)
                .isNotEmpty()
                .doesNotContain(password)
                .doesNotContain(secret)
                .doesNotContain(key)
                .doesNotContain("Byron")
                .doesNotContain("application/json");
    }

    @Test
    void the_same_key_with_another_body_or_address_is_refused_and_does_nothing() {
        var key = key();
        var body = ada();
        post(admin, users, body, key);

        var otherBody = post(admin, users, ada(), key);
        assertThat(otherBody.status()).isEqualTo(422);
        assertThat(otherBody.code()).isEqualTo("idempotency-key-reused");
        assertThat(post(admin, users + "?x=y", body, key).code()).isEqualTo("idempotency-key-reused");
        assertThat(post(admin, "/organizations/" + company.slug() + "/roles", body, key)
                        .code())
                .isEqualTo("idempotency-key-reused");
        assertThat(count("memberships where organization_id = :here")).isOne();
        // The refusals have not claimed the key.
        assertThat(post(admin, users, body, key).status()).isEqualTo(201);
    }

    @Test
    void each_token_has_keys_of_its_own() {
        var key = key();
        assertThat(post(admin, users, ada(), key).status()).isEqualTo(201);
        assertThat(post(company.client("admin"), users, ada(), key).status()).isEqualTo(201);
        assertThat(post(ApiClient.with(""), users, ada(), key).status()).isEqualTo(401);
        assertThat(count("memberships where organization_id = :here")).isEqualTo(2);
    }

    @Test
    void tokens_that_have_lost_access_get_nothing_repeated() {
        var made = admin.post(
                "/organizations/" + company.slug() + "/api-tokens", "{\"name\":\"Soon gone\",\"role\":\"admin\"}");
        var gone = ApiClient.with(made.text("/secret"));
        var key = key();
        var body = ada();
        assertThat(post(gone, users, body, key).status()).isEqualTo(201);

        admin.delete("/organizations/" + company.slug() + "/api-tokens/" + made.text("/id"));

        assertThat(post(gone, users, body, key).status()).isEqualTo(401);
    }

    @Test
    void a_token_that_may_no_longer_do_it_gets_no_secret_repeated_until_it_may_again() {
        var key = key();
        var body = ada();
        var password = post(admin, users, body, key).text("/generatedPassword");
        permit("array_remove(permissions, 'users.create')");

        var withheld = post(admin, users, body, key);

        assertThat(withheld.status()).isEqualTo(403);
        assertThat(withheld.code()).isEqualTo("answer-withheld");
        assertThat(withheld.response().body()).doesNotContain(password);
        permit("array_append(permissions, 'users.create')");
        assertThat(post(admin, users, body, key).text("/generatedPassword")).isEqualTo(password);
        assertThat(count("memberships where organization_id = :here")).isOne();
    }

    @Test
    void a_token_that_may_no_longer_hand_out_a_role_gets_no_secret_of_it_repeated() {
        var key = key();
        var tokens = "/organizations/" + company.slug() + "/api-tokens";
        var body = "{\"name\":\"T\",\"role\":\"member\"}";
        var secret = post(admin, tokens, body, key).text("/secret");
        SERVER.bean(JdbcClient.class)
                .sql("""
                        delete from role_governs g using roles r
                         where g.organization_id = :here and r.id = g.governed_role_id and r.key = 'member'
                        """)
                .param("here", company.id().value())
                .update();

        var withheld = post(admin, tokens, body, key);

        assertThat(withheld.code()).isEqualTo("answer-withheld");
        assertThat(withheld.response().body()).doesNotContain(secret);
    }

    private void permit(String permissions) {
        SERVER.bean(JdbcClient.class)
                .sql("update roles set permissions = " + permissions
                        + " where organization_id = :here and key = 'admin'")
                .param("here", company.id().value())
                .update();
    }

    @Test
    void a_day_later_the_key_is_free_and_the_answer_gone() {
        var key = key();
        assertThat(post(admin, users, ada(), key).status()).isEqualTo(201);

        SERVER.clock().advance(Duration.ofHours(24).minusMinutes(1));
        assertThat(post(admin, users, ada(), key).code()).isEqualTo("idempotency-key-reused");
        SERVER.clock().advance(Duration.ofMinutes(1));
        assertThat(post(admin, users, ada(), key).status()).isEqualTo(201);

        SERVER.clock().advance(Duration.ofHours(24));
        SERVER.bean(KeptAnswers.class).deleteOld();
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_refusal_is_repeated_although_it_would_not_be_one_any_more() {
        var key = key();
        var body = ada();
        var address = address(body);
        var before = admin.post(users, body);
        var refused = post(admin, users, body, key);
        assertThat(refused.code()).isEqualTo("address-active-here");

        ApiClient.operator().patch(users + "/" + before.text("/id"), "{\"email\":\"x%s\"}".formatted(address));

        assertThat(admin.get("/organizations/" + company.slug() + "/address?email=" + address)
                        .text("/answer"))
                .isEqualTo("free");
        assertThat(post(admin, users, body, key).response().body())
                .isEqualTo(refused.response().body());
    }

    @Test
    void what_fails_leaves_nothing_behind_and_is_done_when_it_is_repeated() {
        var key = key();
        var jdbc = SERVER.bean(JdbcClient.class);
        jdbc.sql("alter table audit_events add constraint test_fails check (action <> 'user.created') not valid")
                .update();
        try {
            assertThat(post(admin, users, ada(), key).status()).isEqualTo(500);
            assertThat(stored()).isEmpty();
            assertThat(count("memberships where organization_id = :here")).isZero();
        } finally {
            jdbc.sql("alter table audit_events drop constraint test_fails").update();
        }
        assertThat(post(admin, users, ada(), key).status()).isEqualTo(201);
    }

    @Test
    void many_at_once_are_done_once() throws Exception {
        var key = key();
        var body = ada();

        var answers = atOnce(8, () -> post(admin, users, body, key));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.response().body())
                    .isEqualTo(answers.getFirst().response().body());
        });
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotent-Replayed").isEmpty())
                .hasSize(1);
        assertThat(count("memberships where organization_id = :here")).isOne();
    }

    @Test
    void many_with_different_bodies_at_once_are_done_once() throws Exception {
        var key = key();

        var answers = atOnce(6, () -> post(admin, users, ada(), key));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("idempotency-key-reused"));
        assertThat(count("memberships where organization_id = :here")).isOne();
    }

    @Test
    void a_client_that_waits_too_long_for_the_first_is_told_to_retry() throws Exception {
        var key = key();
        var body = ada();
        try (var pool = Executors.newSingleThreadExecutor();
                var holding = SERVER.bean(DataSource.class).getConnection()) {
            lockOrganization(holding);
            var first = pool.submit(() -> post(admin, users, body, key));
            try {
                var second = awaitClaimed(body, key);
                assertThat(second.code()).isEqualTo("idempotency-key-in-use");
                assertThat(second.status()).isEqualTo(409);
                assertThat(second.header("Retry-After")).contains("1");
            } finally {
                holding.rollback();
                holding.setAutoCommit(true);
            }
            assertThat(first.get().status()).isEqualTo(201);
            assertThat(post(admin, users, body, key).response().body())
                    .isEqualTo(first.get().response().body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "two\twords", "256"})
    void a_key_is_1_to_255_visible_characters(String key) {
        var sent = key.equals("256") ? "k".repeat(256) : key;
        var refused = post(admin, users, ada(), sent);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo(HEADER);
        assertThat(refused.text("/errors/0/code")).isEqualTo("idempotency-key");
        assertThat(count("memberships where organization_id = :here")).isZero();
        assertThat(post(admin, users, ada(), "k".repeat(255 - 36) + key()).status())
                .isEqualTo(201);
    }

    @Test
    void only_a_post_takes_a_key() {
        var key = key();
        var list = admin.send("GET", users, null, HEADER, key);
        assertThat(list.status()).isEqualTo(200);
        assertThat(admin.send("GET", users + "?limit=1", null, HEADER, key).status())
                .isEqualTo(200);
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_body_that_is_too_large_is_refused_as_without_a_key() {
        var large = "{\"displayName\":\"%s\"}".formatted("x".repeat(1024 * 1024));
        assertThat(post(admin, users, large, key()).code()).isEqualTo("too-large");
        assertThat(stored()).isEmpty();
    }

    private Answer awaitClaimed(String body, String key) throws InterruptedException {
        Thread.sleep(300);
        return post(admin, users, body, key);
    }

    private void lockOrganization(Connection connection) throws Exception {
        connection.setAutoCommit(false);
        try (var lock = connection.prepareStatement("select 1 from organizations where id = ? for update")) {
            lock.setObject(1, company.id().value());
            lock.executeQuery();
        }
    }

    private static List<Answer> atOnce(int times, Callable<Answer> deed) throws Exception {
        var gate = new CyclicBarrier(times);
        try (var pool = Executors.newFixedThreadPool(times)) {
            var all = new ArrayList<Future<Answer>>();
            for (int i = 0; i < times; i++) {
                all.add(pool.submit(() -> {
                    gate.await();
                    return deed.call();
                }));
            }
            var answers = new ArrayList<Answer>();
            for (var one : all) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    private static Answer post(ApiClient client, String path, String body, String key) {
        return client.send("POST", path, body, HEADER, key);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** A different user at each call. */
    private String ada() {
        return "{\"email\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Byron\",\"role\":\"member\"}"
                .formatted(company.freshAddress());
    }

    private static String address(String body) {
        return body.split("\"")[3];
    }

    private long count(String what) {
        return count(what, company);
    }

    private static long count(String what, Company of) {
        return SERVER.bean(JdbcClient.class)
                .sql("select count(*) from " + what)
                .param("here", of.id().value())
                .query(Long.class)
                .single();
    }

    /** All stored answers to tokens of this company. */
    private byte[] stored() {
        return SERVER.bean(JdbcClient.class)
                .sql("""
                        select coalesce(string_agg(k.key_hash || k.request_mac || coalesce(k.answer, ''), ''), '')
                          from kept_answers k join api_tokens t on t.id = k.token_id
                         where t.organization_id = :here
                        """)
                .param("here", company.id().value())
                .query((row, n) -> row.getBytes(1))
                .single();
    }
}
