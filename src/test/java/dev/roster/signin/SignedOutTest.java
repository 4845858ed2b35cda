package dev.roster.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of people whose session has ended: they sign in, and are back on the page that they were on. */
class SignedOutTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");
    private static final String FORM = COMPANY.path("/users/new");

    private final Visitor visitor = Visitor.of(SERVER);

    /** Case 100. */
    @Test
    void the_address_of_the_sign_in_page_has_no_host() {
        var answer = visitor.get(COMPANY.path("/users?search=a+b"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .isEqualTo("/login?next=%2Fo%2F" + COMPANY.slug() + "%2Fusers%3Fsearch%3Da%2Bb");
    }

    /** Case 103: a page in a piece of a page would be a mess, and the piece alone is no page to return to. */
    @Test
    void a_piece_of_a_page_leads_to_the_sign_in_page_and_back_to_the_whole_page() {
        var answer = visitor.get(
                COMPANY.path("/users/address?email=a@b.example"),
                "HX-Request",
                "true",
                "HX-Current-URL",
                "https://inner.example" + FORM + "?onboarding=email_link");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.location()).isEmpty();
        assertThat(answer.header("HX-Redirect"))
                .isEqualTo("/login?next=%2Fo%2F" + COMPANY.slug() + "%2Fusers%2Fnew%3Fonboarding%3Demail_link");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none",
                "''",
                "https://inner.example//evil.example/",
                "https://inner.example/\\evil.example",
                "javascript:alert(1)",
                "not a url",
            })
    void a_page_that_is_none_of_ours_is_not_returned_to(String claimed) {
        var headers = claimed == null
                ? new String[] {"HX-Request", "true"}
                : new String[] {"HX-Request", "true", "HX-Current-URL", claimed};

        assertThat(visitor.get(COMPANY.path("/users/address?email=a@b.example"), headers)
                        .header("HX-Redirect"))
                .isEqualTo("/login?next=%2F");
    }

    @Test
    void a_form_leads_back_to_its_page_even_if_its_token_ended_with_the_session() {
        var typed = "displayName=Ada&_csrf=";
        for (var token : new String[] {visitor.token(), "ended"}) {
            var answer = visitor.send(
                    "POST",
                    COMPANY.path("/users"),
                    typed + token,
                    "Content-Type",
                    "application/x-www-form-urlencoded",
                    "Referer",
                    "https://roster.example" + FORM);

            assertThat(answer.status()).isEqualTo(token.equals("ended") ? 403 : 401);
            assertThat(answer.body()).contains("href=\"/login?next=%2Fo%2F" + COMPANY.slug() + "%2Fusers%2Fnew\"");
        }
    }

    @Test
    void a_form_of_the_sign_in_page_without_its_token_is_refused_as_before() {
        var answer = visitor.postWithToken("/login", Map.of("name", "a", "password", "b"), "made-up");

        assertThat(answer.status()).isEqualTo(403);
    }
}
