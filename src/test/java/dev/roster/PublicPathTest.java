package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.net.CookieManager;
import java.net.CookiePolicy;
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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A server under a path of its proxy, which may or may not remove the path from requests. */
class PublicPathTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");
    private static final Pattern TO_HERE =
            Pattern.compile("(?:href|src|action|formaction|hx-get|hx-post)=\"(/[^\"]*)\"");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    private static Path directory;

    private static ConfigurableApplicationContext node;
    private static String base;

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    @BeforeAll
    static void start() throws Exception {
        var settings = SERVER.settingsOfAnotherNode(
                directory,
                Map.of("ROSTER_TRUSTED_PROXIES", "127.0.0.1", "ROSTER_PUBLIC_URL", "http://localhost/it/roster"));
        node = RosterApplication.application(settings).run();
        base = "http://localhost:" + settings.port();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        // Not the address whose failed sign-ins other tests count.
        request.header("X-Forwarded-For", "203.0.113.9");
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private String signIn(String prefix, String next) throws Exception {
        var page = get(prefix + "/login");
        var token = CSRF.matcher(page.body());
        assertThat(token.find()).isTrue();
        var form = "_csrf=%s&name=%s&password=%s&next=%s"
                .formatted(
                        encoded(token.group(1)),
                        encoded(COMPANY.person("administrator").email()),
                        encoded(Company.PASSWORD),
                        encoded(next));
        var answer = send(HttpRequest.newBuilder(URI.create(base + prefix + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).isEqualTo(303);
        return location(answer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/it/roster", ""})
    void every_address_of_every_page_has_the_path_and_works(String prefix) throws Exception {
        assertThat(signIn(prefix, COMPANY.path("/users"))).isEqualTo("/it/roster" + COMPANY.path("/users"));
        for (var path :
                List.of("/users", "/users/new", "/roles", "/audit", "/settings", "/settings/policy", "/nowhere")) {
            var page = get(prefix + COMPANY.path(path));
            var addresses = TO_HERE.matcher(page.body())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(addresses)
                    .as(path)
                    .hasSizeGreaterThan(5)
                    .allMatch(address -> address.startsWith("/it/roster/") && !address.contains("/it/roster/it/"));
        }
        var page = get(prefix + COMPANY.path("/users"));
        for (var asset : List.of("roster-[^\"]*css", "roster-[^\"]*js", "htmx[^\"]*js")) {
            var url = Pattern.compile("\"(/it/roster/assets/" + asset + ")\"").matcher(page.body());
            assertThat(url.find()).as(asset).isTrue();
            assertThat(get(url.group(1)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_cookie_for_some_pages_reaches_them() throws Exception {
        signIn("/it/roster", "/");
        var page = get("/it/roster" + COMPANY.path("/users"));
        var token = CSRF.matcher(page.body());
        assertThat(token.find()).isTrue();
        var chosen = send(HttpRequest.newBuilder(URI.create(base + "/it/roster" + COMPANY.path("/users/columns")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + encoded(token.group(1)) + "&column=role")));

        assertThat(chosen.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("columns=role") && cookie.contains("Path=/it/roster/o/"));
    }

    @Test
    void people_who_have_to_sign_in_come_back_to_their_page() throws Exception {
        var asked = get("/it/roster" + COMPANY.path("/users"));
        assertThat(location(asked)).isEqualTo("/it/roster/login?next=%2Fo%2F" + COMPANY.slug() + "%2Fusers");

        var piece =
                send(HttpRequest.newBuilder(URI.create(base + "/it/roster" + COMPANY.path("/users/address?email=a")))
                        .header("HX-Request", "true")
                        .header("HX-Current-URL", "http://localhost/it/roster" + COMPANY.path("/users/new")));
        assertThat(piece.headers().firstValue("HX-Redirect").orElse(""))
                .isEqualTo("/it/roster/login?next=%2Fo%2F" + COMPANY.slug() + "%2Fusers%2Fnew");
    }

    @Test
    void programs_get_addresses_with_the_path() throws Exception {
        var users = "/it/roster/api/v1/organizations/" + COMPANY.slug() + "/users";
        var created = send(HttpRequest.newBuilder(URI.create(base + users))
                .header("Authorization", "Bearer " + SERVER.operatorToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"email\":\"%s\",\"displayName\":\"Ada\"}".formatted(COMPANY.freshAddress()))));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(location(created)).startsWith(users + "/");

        var refused = get(users);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"/it/roster/problems/unauthenticated\"");
        assertThat(get("/it/roster/problems/unauthenticated").statusCode()).isEqualTo(200);
        assertThat(get("/it/roster/api/v1/openapi.json").body()).contains("\"url\": \"/it/roster\"");
        assertThat(get("/it/roster/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/it/roster/%61pi/v1/api-tokens",
                "/%69t/roster/api/v1/api-tokens",
                "/it/roster/it/roster/api/v1/api-tokens",
                "/it//roster/api/v1/api-tokens",
                "/it/roster//api/v1/api-tokens",
                "/it/roster;x=y/api/v1/api-tokens",
                "/it/rosterapi/v1/api-tokens",
                "/it/x/../roster/api/v1/api-tokens",
                "/IT/roster/api/v1/api-tokens"
            })
    void no_spelling_of_the_path_bypasses_a_guard(String path) throws Exception {
        signIn("/it/roster", "/");

        var answer = send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"forged\"}")));

        assertThat(answer.statusCode()).isIn(400, 401, 403, 404);
    }
}
