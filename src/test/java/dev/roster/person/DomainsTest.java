package dev.roster.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Mailbox;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Addresses with non-ASCII domains: a browser's form sends them as DNS has them, a program in Unicode. */
class DomainsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final int REFUSED = 422;

    private final Company company = SERVER.company("partner");
    private final ApiClient api = company.client("administrator");
    private final String users = "/organizations/" + company.slug() + "/users";

    @Test
    void both_spellings_of_a_domain_are_the_same_mailbox_and_account() {
        var unicode = "idn@bücher." + company.slug() + ".example";
        var ascii = "idn@xn--bcher-kva." + company.slug() + ".example";
        var created = create(unicode);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/email")).isEqualTo(unicode);
        setPassword(SERVER.mailbox(ascii).await(1));

        assertThat(create(ascii).code()).isEqualTo("address-active-here");
        assertThat(SERVER.tryToSignIn(ascii, Company.PASSWORD).status()).isEqualTo(303);
        assertThat(SERVER.tryToSignIn(unicode, Company.PASSWORD).status()).isEqualTo(303);
        Visitor.of(SERVER).post("/forgot-password", Map.of("email", ascii));
        assertThat(SERVER.mailbox(ascii).await(2).link()).contains("/links/");
    }

    @Test
    void what_is_typed_as_dns_has_it_is_shown_in_unicode() {
        var created = create("idn@xn--strae-oqa." + company.slug() + ".example");

        assertThat(created.text("/email")).isEqualTo("idn@straße." + company.slug() + ".example");
    }

    @Test
    void mail_for_one_domain_goes_to_no_other_that_looks_alike() {
        var sharp = "idn@straße." + company.slug() + ".example";
        var plain = "idn@strasse." + company.slug() + ".example";
        assertThat(create(sharp).status()).isEqualTo(201);
        assertThat(create(plain).status()).isEqualTo(201);

        setPassword(SERVER.mailbox("idn@xn--strae-oqa." + company.slug() + ".example")
                .await(1));

        assertThat(SERVER.mailbox(plain).await(1).link()).isNotEmpty();
        assertThat(SERVER.mailbox(plain).letters()).hasSize(1);
        assertThat(SERVER.tryToSignIn(sharp, Company.PASSWORD).status()).isEqualTo(303);
        assertThat(SERVER.tryToSignIn(plain, Company.PASSWORD).status()).isEqualTo(REFUSED);
    }

    private ApiClient.Answer create(String address) {
        return api.post(users, "{\"email\":\"%s\",\"displayName\":\"Ida\"}".formatted(address));
    }

    private static void setPassword(Mailbox.Letter letter) {
        Visitor.of(SERVER).post(letter.linkPath(), Map.of("password", Company.PASSWORD));
    }
}
