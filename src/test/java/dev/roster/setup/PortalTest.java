package dev.roster.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People of every kind of company sign in to Northwind Portal, the application of the demo. */
class PortalTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Path PROGRAM = Path.of("src/demo-app/java/dev/roster/portal/Portal.java");
    private static int port;
    private static Process portal;

    @BeforeAll
    static void start() throws IOException {
        port = freePort();
        var home = "http://localhost:" + port;
        var registered = ApiClient.operator().post("/applications", """
                {"name":"Northwind Portal","kind":"spa","redirectUris":["%1$s/callback"],
                 "postLogoutRedirectUris":["%1$s/"],"backchannelLogoutUri":"%1$s/backchannel-logout"}
                """.formatted(home));
        portal = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PROGRAM.toString(),
                        SERVER.url(""),
                        registered.text("/clientId"),
                        Integer.toString(port)))
                .inheritIO()
                .start();
        await().atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> Visitor.at(home).get("/").status() == 200);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        portal.destroy();
        portal.waitFor();
    }

    @ParameterizedTest
    @CsvSource({"partner,manager", "workspace,member", "appliance,admin", "marketplace,account_management"})
    void people_of_every_preset_see_what_they_hold(String preset, String role) {
        var company = SERVER.company(preset);
        var browser = signedIn(company.another(role));

        assertThat(browser.get("/").body()).contains("Hello, ", company.name(), "<dt>Roles</dt><dd>" + role);
    }

    @Test
    void who_is_deactivated_is_thrown_out_at_once() {
        var company = SERVER.company("workspace");
        var person = company.another("member");
        var browser = signedIn(person);
        assertThat(browser.get("/").body()).contains(person.email());

        company.client("admin")
                .put("/organizations/" + company.slug() + "/users/" + person.id() + "/deactivation", "{}");

        await().untilAsserted(() -> assertThat(browser.get("/").body()).contains("You are not signed in"));
    }

    /** The browser at the portal; the person signs in to Roster on the way. */
    private static Visitor signedIn(Company.Person person) {
        var browser = Visitor.at("http://localhost:" + port);
        var there = URI.create(browser.get("/login").header("Location"));
        var answer = URI.create(person.signIn()
                .get(there.getRawPath() + "?" + there.getRawQuery())
                .header("Location"));
        assertThat(browser.get(answer.getRawPath() + "?" + answer.getRawQuery()).status())
                .isEqualTo(303);
        return browser;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
