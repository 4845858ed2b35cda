package dev.roster.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a sign-in to an organization leads. */
class EntryTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String PRODUCT = "https://app.northwind.example/start?from=roster";

    @Test
    void who_administers_nothing_goes_to_the_home_address_and_others_stay() {
        var company = SERVER.company("partner");
        assertThat(company.visitor("user").get(company.path("")).location()).isEqualTo(company.path("/users"));

        setHomeAddress(company);

        var sent = company.visitor("user").get(company.path(""));
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.header("Refresh")).isEqualTo("0; url=" + PRODUCT);
        assertThat(sent.body()).contains("href=\"" + PRODUCT + "\"");
        assertThat(company.visitor("manager").get(company.path("")).location()).isEqualTo(company.path("/users"));
    }

    @Test
    void the_sign_in_page_proposes_the_name_of_who_has_just_set_a_password_in_this_browser() {
        var company = SERVER.company("partner");
        var person = company.pending("user");
        var browser = Visitor.of(SERVER);
        var link = SERVER.mailbox(person.email()).await(1).linkPath();

        var set = browser.post(link, Map.of("password", Company.PASSWORD));

        assertThat(set.location()).isEqualTo("/login");
        assertThat(browser.get("/login").value("name")).isEqualTo(person.email());
        assertThat(Visitor.of(SERVER).get("/login").value("name")).isEmpty();
        browser.signIn(person.email(), Company.PASSWORD);
        browser.post("/logout", Map.of());
        assertThat(browser.get("/login").value("name")).isEmpty();
    }

    private static void setHomeAddress(Company company) {
        SERVER.bean(JdbcClient.class)
                .sql(
                        "update organizations set policy = policy || jsonb_build_object('homeAddress', :url::text) where id = :here")
                .param("url", PRODUCT)
                .param("here", company.id().value())
                .update();
    }
}
