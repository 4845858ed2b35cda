package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.RoundTrips;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How often a request waits for the database, besides its commit: no more often than here. */
class RoundTripsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");
    private static final ApiClient API = COMPANY.client("administrator");
    private static final String USERS = "/organizations/" + COMPANY.slug() + "/users";

    /** The first requests read what the following ones remember. */
    @BeforeAll
    static void warmUp() {
        API.get("/me");
        create(COMPANY.freshAddress());
    }

    private static int create(String address) {
        return API.post(USERS, """
                        {"email":"%s","displayName":"Ada Lovelace","firstName":"Ada","lastName":"Lovelace","role":"user"}
                        """.formatted(address)).status();
    }

    @Test
    void token_check() {
        within(1, 200, () -> API.get("/me").status());
    }

    @Test
    void create() {
        within(3, 201, () -> create(COMPANY.freshAddress()));
    }

    @Test
    void change_a_role() {
        var ada = COMPANY.quick("user");
        within(
                3,
                200,
                () -> API.put(USERS + "/" + ada.id() + "/role", "{\"role\":\"read_only\"}")
                        .status());
    }

    @Test
    void deactivate_and_activate() {
        var workspace = SERVER.company("workspace");
        var admin = workspace.client("admin");
        var members = List.of(workspace.quick("member"), workspace.quick("member"));
        var first = true;
        for (var member : members) {
            var path = "/organizations/" + workspace.slug() + "/users/" + member.id() + "/deactivation";
            within(first ? 4 : 3, 200, () -> admin.put(path, "").status());
            within(3, 200, () -> admin.delete(path).status());
            first = false;
        }
    }

    @Test
    void reset_a_password() {
        var ada = COMPANY.quick("user");
        within(
                4,
                202,
                () -> API.post(USERS + "/" + ada.id() + "/password-reset", "").status());
    }

    @Test
    void get_a_user() {
        var ada = COMPANY.quick("user");
        within(3, 200, () -> API.get(USERS + "/" + ada.id()).status());
    }

    @Test
    void list_as_json() {
        for (var query : new String[] {"", "?sort=-createdAt", "?role=user&status=active", "?search=ad"}) {
            within(2, 200, () -> API.get(USERS + query).status());
        }
    }

    @Test
    void list_as_a_page() {
        var administrator = COMPANY.visitor("administrator");
        // The list, its total, and the views above it with theirs.
        for (var query : new String[] {"", "?sort=-createdAt", "?role=user&status=active", "?search=lovelace"}) {
            within(
                    4,
                    200,
                    () -> administrator.get(COMPANY.path("/users" + query)).status());
        }
    }

    @Test
    void session_check() {
        var administrator = COMPANY.visitor("administrator");
        within(1, 404, () -> administrator.get(COMPANY.path("/nothing")).status());
    }

    @Test
    void sign_in() {
        var ada = COMPANY.another("user");
        var visitor = Visitor.of(SERVER);
        visitor.token();
        within(3, 303, () -> visitor.tryToSignIn(ada.email(), Company.PASSWORD).status());
    }

    @Test
    void accept_an_invitation() {
        var marketplace = SERVER.company("marketplace");
        var person = SERVER.company("marketplace").another("marketplace");
        marketplace.client("access_management").post("/organizations/" + marketplace.slug() + "/users", """
                        {"email":"%s","firstName":"Ada","lastName":"Byron","groups":["%s"]}
                        """.formatted(
                        person.email(), marketplace.groupWith("marketplace")));
        var path = SERVER.mailbox(person.email()).await(1).linkPath();
        var visitor = Visitor.of(SERVER);
        visitor.get(path);
        // One more where the end of the request before comes late.
        within(
                30,
                303,
                () -> visitor.post(path + "/accept", Map.of("password", Company.PASSWORD))
                        .status());
    }

    private static void within(int budget, int status, IntSupplier request) {
        var sent = RoundTrips.of(() -> assertThat(request.getAsInt()).isEqualTo(status));
        assertThat(sent.size())
                .as(() -> "%d round trips:%n%s".formatted(sent.size(), String.join("\n--\n", sent)))
                .isLessThanOrEqualTo(budget);
    }
}
