package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.AccessTable.Row;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import dev.roster.support.Visitor.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every route in other spellings of its path: handled like the plain one, or not at all, but never past a guard. */
class SpellingsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");
    private static final Visitor OPERATOR = SERVER.operator();
    private static final Visitor PROGRAM = Visitor.of(SERVER);
    private static final List<String> SPELLINGS = List.of(
            "first letter encoded",
            "first word encoded",
            "last letter encoded",
            "capitals",
            "two slashes",
            "a dot",
            "two dots",
            "two encoded dots",
            "a parameter",
            "a slash at the end",
            "an encoded slash",
            "an encoded backslash",
            "encoded twice",
            "a NUL");

    private static String spelled(String spelling, String path) {
        var end = path.indexOf('/', 1) < 0 ? path.length() : path.indexOf('/', 1);
        var word = path.substring(1, end);
        var rest = path.substring(end);
        return switch (spelling) {
            case "first letter encoded" -> "/" + encoded(word.substring(0, 1)) + word.substring(1) + rest;
            case "first word encoded" -> "/" + encoded(word).toLowerCase(Locale.ROOT) + rest;
            case "last letter encoded" ->
                path.substring(0, path.length() - 1) + encoded(path.substring(path.length() - 1));
            case "capitals" -> "/" + word.toUpperCase(Locale.ROOT) + rest;
            case "two slashes" -> "/" + word + "/" + (rest.isEmpty() ? "/" : rest);
            case "a dot" -> "/./" + word + rest;
            case "two dots" -> "/x/../" + word + rest;
            case "two encoded dots" -> "/x/%2e%2E/" + word + rest;
            case "a parameter" -> "/" + word + ";x=y" + rest;
            case "a slash at the end" -> path + "/";
            case "an encoded slash" -> "/" + word + rest.replaceFirst("/", "%2f");
            case "an encoded backslash" -> "/%5C" + word + rest;
            case "encoded twice" -> "/" + encoded(word.substring(0, 1)).replace("%", "%25") + word.substring(1) + rest;
            case "a NUL" -> path + "%00";
            default -> throw new IllegalArgumentException(spelling);
        };
    }

    private static String encoded(String letters) {
        return letters.chars().mapToObj(c -> "%%%02X".formatted(c)).collect(Collectors.joining());
    }

    /** With the most powerful cookie, but without the token of a form: nothing more than viewing pages. */
    @ParameterizedTest
    @ValueSource(strings = {"cookie", "token"})
    void no_spelling_of_any_route_bypasses_a_guard(String means) {
        var wrong = new ConcurrentSkipListMap<String, String>();
        routes().parallelStream().forEach(route -> {
            var method = route.substring(0, route.indexOf(' '));
            var path = route.substring(route.indexOf(' ') + 1);
            if (path.length() < 2 || (means.equals("token") && path.startsWith("/api/"))) {
                return;
            }
            var plain = ask(means, method, path);
            for (var spelling : SPELLINGS) {
                var answer = ask(means, method, spelled(spelling, path));
                boolean refused = answer.status() >= 400 && answer.status() < 500;
                boolean leadsToSignIn =
                        answer.status() == 302 && answer.location().startsWith("/login?next=");
                boolean same = method.equals("GET") && answer.status() == plain.status();
                if (!refused && !leadsToSignIn && !same) {
                    wrong.put(route + " with " + spelling, plain.status() + " became " + answer.status());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static Answer ask(String means, String method, String path) {
        return means.equals("cookie")
                ? OPERATOR.send(method, path, null)
                : PROGRAM.send(method, path, null, "Authorization", "Bearer " + SERVER.operatorToken());
    }

    private static List<String> routes() {
        return AccessTable.read("/access-table.txt").sections().stream()
                .flatMap(section -> section.rows().stream())
                .flatMap(SpellingsTest::route)
                .distinct()
                .toList();
    }

    private static Stream<String> route(Row row) {
        return Stream.of(row.method() + " "
                + row.route()
                        .replace("{org}", COMPANY.slug())
                        .replace("{organization}", COMPANY.slug())
                        .replaceAll("\\{[^}]+}", "00000000-0000-7000-8000-000000000000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/v1/api-tokens",
                "/%61%70%69/v1/api-tokens",
                "/ap%69/v1/api-tokens",
                "/api/%761/api-tokens",
                "/api/v1/api-token%73"
            })
    void an_operators_cookie_makes_no_token_whatever_the_address_looks_like(String path) {
        var answer = OPERATOR.send(
                "POST", path, "{\"name\":\"forged\"}", "Content-Type", "application/json", "Idempotency-Key", path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(SERVER.bean(JdbcClient.class)
                        .sql("select count(*) from api_tokens where name = 'forged'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void the_limits_of_the_api_hold_in_every_spelling() {
        var large = "{\"name\":\"" + "a".repeat(1_100_000) + "\"}";
        var headers = Map.of("Authorization", "Bearer " + SERVER.operatorToken(), "Content-Type", "application/json");
        for (var path : List.of("/api/v1/organizations", "/%61pi/v1/organizations", "/api/v1/organi%7Aations")) {
            var answer = Visitor.of(SERVER)
                    .send(
                            "POST",
                            path,
                            large,
                            headers.entrySet().stream()
                                    .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                                    .toArray(String[]::new));
            assertThat(answer.status()).as(path).isEqualTo(413);
        }
    }
}
