package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import org.junit.jupiter.api.Test;

/** A list contains what belongs to its organization, and nothing of another one. */
class ApartTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company HERE = SERVER.company("partner");
    private static final Company ELSEWHERE = SERVER.company("partner");

    @Test
    void api_tokens_are_listed_in_their_organization_alone() {
        var id = ApiClient.operator()
                .post("/organizations/" + ELSEWHERE.slug() + "/api-tokens", "{\"name\": \"New\", \"role\": \"user\"}")
                .text("/id");

        assertThat(list(ELSEWHERE, "/api-tokens").items("id")).contains(id);
        assertThat(list(HERE, "/api-tokens").items("id")).doesNotContain(id);
    }

    @Test
    void events_are_listed_in_their_organization_alone() {
        var target = ELSEWHERE.quick("user").id().toString();

        assertThat(list(ELSEWHERE, "/audit-events?target=" + target).items("action"))
                .isNotEmpty();
        assertThat(list(HERE, "/audit-events?target=" + target).items("action")).isEmpty();
    }

    private static ApiClient.Answer list(Company company, String path) {
        return ApiClient.operator().get("/organizations/" + company.slug() + path);
    }
}
