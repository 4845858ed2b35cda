package dev.roster.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Author;
import dev.roster.access.Expected;
import dev.roster.company.Grants;
import dev.roster.erasure.Erasures;
import dev.roster.operator.Accounts;
import dev.roster.people.Memberships;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.people.Removals;
import dev.roster.rights.Authors;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An API token acts for the person who created it: it names them, and does not outlast what they may do here. */
class TokenMakersTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String SUSPENDED = "suspended";
    private static final String ENDED = "ended";

    private final Memberships memberships = SERVER.bean(Memberships.class);
    private final Removals removals = SERVER.bean(Removals.class);

    /** A token that a user created, and the program that has it. */
    private record Made(Company company, UUID id, ApiClient client) {
        static Made by(Person maker, String role) {
            var here = maker.company().id();
            var created = SERVER.bean(ApiTokens.class).create(maker.actor(), here, "Of " + maker.name(), role, null);
            return new Made(maker.company(), created.token().id(), ApiClient.with(created.secret()));
        }

        int status() {
            return client.get("/me").status();
        }

        /** As shown in the organization's list. */
        String listed(String pointer) {
            var list = ApiClient.operator().get("/organizations/" + company.slug() + "/api-tokens?limit=200");
            int place = list.items("id").indexOf(id.toString());
            return place < 0 ? "not listed" : list.text("/items/" + place + pointer);
        }

        boolean mayGoOnAlone() {
            return SERVER.bean(Authors.class)
                    .find(company.id(), new Author(Author.Kind.TOKEN, id))
                    .isPresent();
        }
    }

    @Test
    void the_list_names_the_maker_to_people_and_to_programs() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");

        var made = Made.by(ada, "manager");

        assertThat(made.listed("/createdBy/id")).isEqualTo(ada.id().toString());
        assertThat(made.listed("/createdBy/name")).isEqualTo(ada.name());
        assertThat(made.listed("/state")).isEqualTo("valid");
        assertThat(company.visitor("admin")
                        .get(company.path("/settings/api-tokens"))
                        .body())
                .contains("<bdi>" + ada.name() + "</bdi>");
    }

    @Test
    void while_its_maker_is_deactivated_a_token_rests() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");
        var made = Made.by(ada, "manager");
        assertThat(made.status()).isEqualTo(200);

        memberships.deactivate(TestServer.OPERATOR, company.id(), ada.id());

        assertThat(made.status()).isEqualTo(401);
        assertThat(made.mayGoOnAlone()).as("an import or invitation of its").isFalse();
        assertThat(made.listed("/state")).isEqualTo(SUSPENDED);
        assertThat(company.visitor("admin")
                        .get(company.path("/settings/api-tokens"))
                        .body())
                .contains("Suspended: its creator has no access here");
        memberships.activate(TestServer.OPERATOR, company.id(), ada.id());
        assertThat(made.status()).isEqualTo(200);
    }

    @Test
    void while_its_maker_is_blocked_a_token_rests() {
        var ada = SERVER.company("workspace").another("admin");
        var made = Made.by(ada, "manager");

        SERVER.bean(Accounts.class).block(TestServer.OPERATOR, ada.id());

        assertThat(made.status()).isEqualTo(401);
        assertThat(made.listed("/state")).isEqualTo(SUSPENDED);
        SERVER.bean(Accounts.class).unblock(TestServer.OPERATOR, ada.id());
        assertThat(made.status()).isEqualTo(200);
    }

    @Test
    void with_a_maker_who_is_deleted_a_token_ends_and_a_restore_brings_back_only_the_person() {
        var company = SERVER.company("partner");
        var ada = company.another("administrator");
        var made = Made.by(ada, "manager");

        memberships.delete(TestServer.OPERATOR, company.id(), ada.id(), Expected.ANY);

        assertThat(made.status()).isEqualTo(401);
        assertThat(made.listed("/state")).isEqualTo(ENDED);
        memberships.restore(TestServer.OPERATOR, company.id(), ada.id(), AfterRestoring.MAIL_NOTHING);
        assertThat(made.status()).isEqualTo(401);
        var event = ApiClient.operator()
                .get("/organizations/" + company.slug() + "/audit-events?action=api_token.ended&limit=1");
        assertThat(event.text("/items/0/target/id")).isEqualTo(made.id().toString());
        assertThat(company.visitor("administrator").get(company.path("/audit")).body())
                .contains("removed its creator");
    }

    @Test
    void with_a_maker_who_is_removed_a_token_ends() {
        var company = SERVER.company("marketplace");
        var ada = company.another("administrators");
        var made = Made.by(ada, "marketplace");

        removals.remove(TestServer.OPERATOR, company.id(), ada.id());

        assertThat(made.status()).isEqualTo(401);
        assertThat(made.listed("/state")).isEqualTo(ENDED);
    }

    @Test
    void with_a_maker_who_is_erased_a_token_ends_nameless() {
        var company = SERVER.company("appliance");
        var ada = company.another("system_admin");
        var made = Made.by(ada, "admin");

        SERVER.bean(Erasures.class).erase(TestServer.OPERATOR, company.id(), ada.id(), ada.email());

        assertThat(made.status()).isEqualTo(401);
        assertThat(made.listed("/state")).isEqualTo(ENDED);
        assertThat(made.listed("/createdBy/id")).isEqualTo(ada.id().toString());
        assertThat(made.listed("/createdBy/name")).isEmpty();
        assertThat(company.visitor("system_admin")
                        .get(company.path("/settings/api-tokens"))
                        .body())
                .contains("An erased person");
    }

    @Test
    void a_policy_can_let_tokens_outlive_their_makers() {
        var company = SERVER.company("partner");
        let(company, false);
        var ada = company.another("administrator");
        var made = Made.by(ada, "manager");

        memberships.delete(TestServer.OPERATOR, company.id(), ada.id(), Expected.ANY);

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.listed("/state")).isEqualTo("valid");
        let(company, true);
        assertThat(made.status()).isEqualTo(401);
    }

    @Test
    void a_token_that_a_token_made_ends_with_the_first_maker() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");
        var first = Made.by(ada, "admin");
        var second = first.client()
                .post("/organizations/" + company.slug() + "/api-tokens", "{\"name\":\"Second\",\"role\":\"admin\"}");
        var third = ApiClient.with(second.text("/secret"))
                .post("/organizations/" + company.slug() + "/api-tokens", "{\"name\":\"Third\",\"role\":\"member\"}");
        var last = new Made(company, UUID.fromString(third.text("/id")), ApiClient.with(third.text("/secret")));
        assertThat(last.listed("/createdBy/id")).isEqualTo(ada.id().toString());
        assertThat(last.status()).isEqualTo(200);

        memberships.deactivate(TestServer.OPERATOR, company.id(), ada.id());

        assertThat(last.status()).isEqualTo(401);
    }

    @Test
    void a_token_made_by_way_of_a_grant_ends_with_the_grant() {
        var agency = SERVER.company("partner");
        var linked = SERVER.linkedTo(agency, "Bluebird Shoes");
        var max = agency.another("administrator");
        agency.grant(max, linked);
        var made = Made.by(new Person(linked, max.id(), max.name(), max.email()), "manager");
        assertThat(made.status()).isEqualTo(200);

        SERVER.bean(Grants.class).revoke(TestServer.OPERATOR, agency.id(), max.id(), linked.slug());
        assertThat(made.status()).isEqualTo(401);
        agency.grant(max, linked);
        assertThat(made.status()).isEqualTo(200);
        memberships.delete(TestServer.OPERATOR, agency.id(), max.id(), Expected.ANY);

        assertThat(made.listed("/state")).isEqualTo(ENDED);
    }

    @Test
    void the_operators_own_tokens_name_their_maker_and_outlive_them() {
        var operator = SERVER.operator();
        var page = operator.post("/operator/api-tokens", Map.of("name", "Nightly", "expires", "30"));
        var secret = page.body().replaceAll("(?s).*(roster_[A-Za-z0-9_-]+).*", "$1");
        var list = ApiClient.operator().get("/api-tokens?limit=200");
        int place = list.items("name").indexOf("Nightly");
        var maker = list.text("/items/" + place + "/createdBy/id");
        assertThat(list.text("/items/" + place + "/createdBy/name")).isEqualTo("Olive Operator");

        database()
                .sql("update users set blocked_at = now() where id = :id")
                .param("id", UUID.fromString(maker))
                .update();

        assertThat(ApiClient.with(secret).get("/me").status()).isEqualTo(200);
    }

    @Test
    void nobody_revokes_a_token_that_may_more_than_they_could_hand_out() {
        var company = SERVER.company("partner");
        database().sql("""
                        update roles set permissions = array_append(permissions, 'api_tokens.manage')
                         where organization_id = :here and key = 'manager'
                        """).param("here", company.id().value()).update();
        var strong = Made.by(company.another("administrator"), "manager");
        var ben = company.another("manager");
        var weak = Made.by(ben, "user");
        var tokens = company.path("/settings/api-tokens/");
        var api = "/organizations/" + company.slug() + "/api-tokens/";

        var typed = ben.visitor().post(tokens + strong.id() + "/revoke", Map.of());
        var other =
                Made.by(company.another("administrator"), "manager").client().delete(api + strong.id());

        assertThat(typed.status()).isEqualTo(403);
        assertThat(other.code()).isEqualTo("role-not-governed");
        assertThat(strong.status()).isEqualTo(200);
        assertThat(ben.visitor().get(company.path("/settings/api-tokens")).body())
                .contains(tokens + weak.id() + "/revoke")
                .doesNotContain(tokens + strong.id() + "/revoke");
        assertThat(ben.visitor().post(tokens + weak.id() + "/revoke", Map.of()).status())
                .isEqualTo(303);
        assertThat(strong.client().delete(api + strong.id()).status())
                .as("a token ends itself")
                .isEqualTo(204);
        assertThat(strong.status()).isEqualTo(401);
    }

    @Test
    void making_tokens_makes_no_new_budget_for_asking_about_addresses() {
        var company = SERVER.company("partner");

        assertThat(answersUntilRefused(company.client("manager"), company)).isBetween(300, 350);
        assertThat(answersUntilRefused(company.client("manager"), company)).isLessThan(50);
    }

    @Test
    void a_token_counts_as_the_person_who_made_it() {
        var company = SERVER.company("workspace");
        var ada = company.another("admin");

        assertThat(answersUntilRefused(Made.by(ada, "admin").client(), company)).isBetween(300, 350);
        assertThat(answersUntilRefused(Made.by(ada, "admin").client(), company)).isLessThan(50);
        var bens = Made.by(company.another("admin"), "admin").client();
        assertThat(bens.get(address(company)).status()).isEqualTo(200);
    }

    /** The budget is refilled steadily, so by some answers while it is being used up. */
    private static int answersUntilRefused(ApiClient client, Company company) {
        int answers = 0;
        while (client.get(address(company)).status() == 200) {
            answers++;
        }
        return answers;
    }

    private static String address(Company company) {
        return "/organizations/" + company.slug() + "/address?email=somebody%40elsewhere.example";
    }

    private static void let(Company company, boolean end) {
        database().sql("""
                        update organizations set policy = jsonb_set(policy, '{tokensEndWithMaker}', to_jsonb(:end))
                         where id = :id
                        """).param("end", end).param("id", company.id().value()).update();
    }

    private static JdbcClient database() {
        return SERVER.bean(JdbcClient.class);
    }
}
