package dev.roster.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import org.junit.jupiter.api.Test;

/** What a browser is told about every page, and who may see it. */
class PagesTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");

    @Test
    void a_page_runs_no_foreign_code_cannot_be_framed_and_is_not_cached() {
        for (var page : new String[] {"/login", "/links/none", "/invitations/none"}) {
            assertShielded(Visitor.of(SERVER).get(page));
        }
        assertShielded(COMPANY.visitor("user").get(COMPANY.path("/users")));
    }

    @Test
    void a_program_sees_no_page() {
        var token = ApiClient.operator()
                .post(
                        "/organizations/" + COMPANY.slug() + "/api-tokens",
                        "{\"name\": \"New\", \"role\": \"administrator\"}")
                .text("/secret");

        assertThat(Visitor.of(SERVER)
                        .get(COMPANY.path("/users"), "Authorization", "Bearer " + token)
                        .location())
                .startsWith("/login");
    }

    private static void assertShielded(Visitor.Answer page) {
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isIn("same-origin", "no-referrer");
        assertThat(page.header("Cache-Control")).contains("no-store");
    }
}
