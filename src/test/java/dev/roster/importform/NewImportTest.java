package dev.roster.importform;

import static dev.roster.support.ImportRequests.ended;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console shows of a file before it is sent, and what people decide there. */
class NewImportTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final ApiClient administrator = company.client("administrator");
    private final Visitor visitor = company.visitor("administrator");
    private final String imports = "/organizations/" + company.slug() + "/imports";

    @Test
    void a_file_of_a_german_spreadsheet_is_shown_in_its_encoding_and_imported_with_it() throws Exception {
        byte[] file;
        try (var stream = NewImportTest.class.getResourceAsStream("/imports/windows-1252.csv")) {
            file = Objects.requireNonNull(stream).readAllBytes();
        }
        assertThat(visitor.sendFile(company.path("/imports?dryRun=true"), file, "text/csv")
                        .fieldError("file"))
                .contains("not in UTF-8");

        var shown = visitor.sendFile(company.path("/imports/look"), file, "text/csv");

        assertThat(shown.body())
                .contains("Jürgen Müller")
                .containsPattern("value=\"windows-1252\"[^>]* selected")
                .contains("Encoding of the file");
        var sent = visitor.sendFile(company.path("/imports?charset=windows-1252"), file, "text/csv");
        var done = ended(
                administrator,
                imports + sent.location().substring(sent.location().lastIndexOf('/')));
        assertThat(done.text("/created")).isEqualTo("1");
        assertThat(administrator
                        .get("/organizations/" + company.slug() + "/users?search=cp@x.example")
                        .text("/items/0/displayName"))
                .isEqualTo("Jürgen Müller");
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1250, windows-1250, Łukasz Žižka",
        "macintosh, x-MacRoman, Jürgen Müller",
        "ibm850, IBM850, Jürgen Müller"
    })
    void another_encoding_can_be_chosen(String key, String charset, String name) {
        var file = "email,displayName\n%s,%s\n"
                .formatted(company.freshAddress(), name)
                .getBytes(Charset.forName(charset));

        var shown = visitor.sendFile(company.path("/imports/look?charset=" + key), file, "text/csv");

        assertThat(shown.body()).contains(name);
    }

    @Test
    void columns_are_shown_with_samples_and_guesses_and_a_choice_is_remembered() {
        var file = "Contact;Bezeichnung;Team\n%s;Ada Byron;Sales\n".formatted(company.freshAddress());
        var look = visitor.sendFile(company.path("/imports/look"), file.getBytes(UTF_8), "text/csv");
        assertThat(look.body())
                .contains("Contact", "Ada Byron", "Sales")
                .contains("data-column=\"Contact\" data-guess=\"\"");
        var choice = URLEncoder.encode("{\"Contact\":\"email\",\"Bezeichnung\":\"displayName\"}", UTF_8);

        var sent = visitor.sendFile(company.path("/imports?columns=" + choice), file.getBytes(UTF_8), "text/csv");

        var done = ended(
                administrator,
                imports + sent.location().substring(sent.location().lastIndexOf('/')));
        assertThat(done.text("/created")).isEqualTo("1");
        assertThat(done.text("/leftAside/0")).isEqualTo("Team");
        var again = visitor.sendFile(company.path("/imports/look"), file.getBytes(UTF_8), "text/csv");
        assertThat(again.body())
                .contains("data-column=\"Contact\" data-guess=\"email\"")
                .contains("data-column=\"Bezeichnung\" data-guess=\"displayName\"");
        var other = SERVER.company("partner");
        assertThat(other.visitor("administrator")
                        .sendFile(other.path("/imports/look"), file.getBytes(UTF_8), "text/csv")
                        .body())
                .contains("data-column=\"Contact\" data-guess=\"\"");
    }

    @Test
    void pasted_people_get_the_role_that_is_chosen_for_new_ones() {
        var known = company.person("user");
        var email = company.freshAddress();
        assertThat(visitor.get(company.path("/imports/new")).body()).contains("Role of new users");

        var pasted = visitor.post(
                company.path("/imports"),
                Map.of("pasted", "Neo <%s>; %s".formatted(email, known.email()), "role", "manager"));

        var done = ended(
                administrator,
                imports + pasted.location().substring(pasted.location().lastIndexOf('/')));
        assertThat(done.text("/created")).isEqualTo("1");
        assertThat(done.text("/unchanged")).isEqualTo("1");
        assertThat(administrator
                        .get("/organizations/" + company.slug() + "/users?search=" + email)
                        .text("/items/0/role"))
                .isEqualTo("manager");
        var wrong = visitor.post(company.path("/imports"), Map.of("pasted", email, "role", "nobody"));
        assertThat(wrong.fieldError("pasted")).contains("Administrator, Manager");
    }

    @Test
    void pasted_people_join_the_group_that_is_chosen_for_new_ones() {
        var marketplace = SERVER.company("marketplace");
        var page = marketplace.visitor("administrators").get(marketplace.path("/imports/new"));
        assertThat(page.body()).contains("Group of new users", "Administrators");
        var email = marketplace.freshAddress();
        var path = "/organizations/" + marketplace.slug();

        var sent = ApiClient.operator()
                .send(
                        "POST",
                        path + "/imports?groups=Administrators",
                        "Ada Byron <%s>".formatted(email),
                        "Content-Type",
                        "text/csv");

        var done = ended(ApiClient.operator(), path + "/imports/" + sent.text("/id"));
        assertThat(done.text("/created")).isEqualTo("1");
        assertThat(ApiClient.operator().get(path + "/users?search=" + email).text("/items/0/lastName"))
                .isEqualTo("Byron");
    }
}
