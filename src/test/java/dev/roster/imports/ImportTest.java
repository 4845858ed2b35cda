package dev.roster.imports;

import static dev.roster.support.ImportRequests.ended;
import static dev.roster.support.ImportRequests.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.apitoken.ApiTokens;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.roles.NewRole;
import dev.roster.roles.Roles;
import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Files of users: checked or carried out row by row, by the rules of single operations, and reported. */
class ImportTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String NDJSON = "application/x-ndjson";
    private static final String HASHED = "violet kettle 9";

    private final Company company = SERVER.company("partner");
    private final ApiClient administrator = company.client("administrator");
    private final String imports = "/organizations/" + company.slug() + "/imports";
    private final String users = "/organizations/" + company.slug() + "/users";

    @Test
    void who_is_new_is_created_and_who_is_known_is_brought_up_to_date() {
        var file = """
                externalId,email,displayName,role
                crm-1,ada@%1$s.example,Ada Byron,manager
                crm-2,ben@%1$s.example,"Ben ""Benny"" Ash",
                """.formatted(company.slug());

        assertThat(counts(importing(file))).containsExactly(2, 2, 0, 0, 0);
        var ada = user("ada");
        assertThat(ada.text("/displayName")).isEqualTo("Ada Byron");
        assertThat(ada.text("/role")).isEqualTo("manager");
        assertThat(ada.text("/status")).isEqualTo("pending");
        assertThat(ada.text("/externalId")).isEqualTo("crm-1");
        assertThat(user("ben").text("/role")).as("the policy's default").isEqualTo("user");
        assertThat(user("ben").text("/displayName")).isEqualTo("Ben \"Benny\" Ash");

        assertThat(counts(importing(file))).as("the same once more").containsExactly(2, 0, 0, 2, 0);

        var changed = """
                externalId;email;displayName;role
                crm-1;ada@%1$s.example;Ada Lovelace;
                crm-2;;;manager
                crm-3;cyd@%1$s.example;Cyd Dunn;read_only
                """.formatted(company.slug());
        assertThat(counts(importing(changed))).containsExactly(3, 1, 2, 0, 0);
        assertThat(user("ada").text("/displayName")).isEqualTo("Ada Lovelace");
        assertThat(user("ada").text("/role")).as("left out, so left alone").isEqualTo("manager");
        assertThat(user("ben").text("/role")).isEqualTo("manager");
        assertThat(administrator
                        .get("/organizations/" + company.slug() + "/audit-events?action=user.created")
                        .items("after/by"))
                .contains("import");
    }

    @Test
    void whatever_an_import_does_is_recorded_as_done_by_who_began_it() {
        var agency = SERVER.company("partner");
        var linked = SERVER.linkedTo(agency, "Imported Into");
        var manager = agency.person("manager");
        agency.grant(manager, linked);
        var operator = ApiClient.operator();
        var there = "/organizations/" + linked.slug();

        var known = linked.person("user");
        var file =
                "email,displayName\n%s,Nia New\n%s,Known Otherwise\n".formatted(linked.freshAddress(), known.email());
        manager.visitor().post(linked.path("/imports"), Map.of("pasted", file));
        ended(
                operator,
                there + "/imports/"
                        + operator.get(there + "/imports").items("id").getFirst());

        for (var action : List.of("import.queued", "user.created", "user.edited", "import.done")) {
            var events = operator.get(there + "/audit-events?limit=1&action=" + action);
            assertThat(events.text("/items/0/actor/id"))
                    .as(action)
                    .isEqualTo(manager.id().toString());
            assertThat(events.text("/items/0/actor/name")).as(action).isEqualTo(manager.name());
            assertThat(events.text("/items/0/homeOrganization"))
                    .as(action)
                    .isEqualTo(agency.id().toString());
        }
        assertThat(linked.visitor("administrator")
                        .get(linked.path("/audit?action=import.done"))
                        .body())
                .contains(manager.name() + " finished an import of users.")
                .contains("On behalf of " + agency.name());
        assertThat(operator.get(there + "/audit-events.csv?action=import.done")
                        .response()
                        .body())
                .contains(manager.name());
    }

    @Test
    void no_one_is_emailed_unless_requested() {
        var silent = "quiet@" + company.slug() + ".example";
        var told = "told@" + company.slug() + ".example";

        importing("email,displayName\n" + silent + ",Quiet One\n");
        importing("email,displayName\n" + told + ",Told One\n", "?mail=true");

        assertThat(SERVER.mailbox(told).await(1).link()).contains("/links/");
        assertThat(SERVER.mailbox(silent).letters()).isEmpty();
    }

    @Test
    void a_dry_run_tells_row_by_row_what_happens_then() {
        importing("email,displayName\n%s,Known Before\n".formatted(address("known")));
        var file = """
                email,displayName,role
                %s,Known Now,
                %s,New One,user
                %s,New One,nobody
                """.formatted(address("known"), address("new"), address("wrong"));

        var tried = importing(file, "?dryRun=true");

        assertThat(counts(tried)).containsExactly(3, 1, 1, 0, 1);
        assertThat(rows(tried).items("outcome")).containsExactly("updated", "created", "rejected");
        assertThat(rows(tried).items("line")).containsExactly("2", "3", "4");
        assertThat(user("known").text("/displayName")).isEqualTo("Known Before");
        assertThat(find("new").items("id")).isEmpty();

        var run = administrator.send("POST", imports + "/" + tried.text("/id") + "/run", null);
        assertThat(run.status()).isEqualTo(202);
        assertThat(run.text("/id")).isNotEqualTo(tried.text("/id"));
        var done = ofId(run.text("/id"));
        assertThat(counts(done)).containsExactly(3, 1, 1, 0, 1);
        assertThat(user("known").text("/displayName")).isEqualTo("Known Now");
        assertThat(rows(done).text("/items/1/user")).isEqualTo(user("new").text("/id"));
        assertThat(administrator
                        .send("POST", imports + "/" + tried.text("/id") + "/run", null)
                        .code())
                .isEqualTo("import-not-to-run");
    }

    @Test
    void a_bad_row_is_rejected_with_line_and_reason_and_leaves_nothing_behind() {
        var file = """
                email,displayName,role,locale
                not-an-address,One,,
                %s,,user,
                %s,Three,astronaut,xx
                %s,Four,user,en,more
                %s,Five,user,en
                """.formatted(address("two"), address("three"), address("four"), address("five"));

        var ended = importing(file);

        assertThat(counts(ended)).containsExactly(5, 1, 0, 0, 4);
        var rejected = administrator.get(imports + "/" + ended.text("/id") + "/rows?outcome=rejected&count=true");
        assertThat(rejected.items("line")).containsExactly("2", "3", "4", "5");
        assertThat(rejected.text("/total")).isEqualTo("4");
        assertThat(rejected.items("code")).containsOnly("invalid");
        assertThat(rejected.text("/items/0/errors/0/field")).isEqualTo("email");
        assertThat(rejected.text("/items/1/errors/0/code")).isEqualTo("required");
        assertThat(fields(rejected, 2)).containsExactlyInAnyOrder("role", "locale");
        assertThat(rejected.text("/items/3/errors/0/code")).isEqualTo("columns");
        assertThat(find("three").items("id")).isEmpty();

        var download = administrator.get(imports + "/" + ended.text("/id") + "/rejected.csv");
        assertThat(download.header("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(download.response().body().lines().skip(1).map(line -> line.substring(0, 2)))
                .containsExactly("2,", "3,", "4,", "5,");
        var mended = download.response()
                .body()
                .replace("astronaut", "user")
                .replace(",xx,", ",en,")
                .lines()
                .filter(line -> line.startsWith("line,") || line.startsWith("4,"))
                .collect(Collectors.joining("\n"));
        assertThat(counts(importing(mended))).containsExactly(1, 1, 0, 0, 0);
    }

    @Test
    void a_row_may_do_no_more_than_the_same_deed_alone() {
        var manager = company.client("manager");
        var file = """
                email,displayName,role,status,passwordHash,groups
                %s,One,administrator,,,
                %s,Two,user,,,
                %s,Three,user,active,$2b$04$abcdefghijklmnopqrstuuQTbFQ8ly6ZhhdIx9bJ1yYCk0vcbzOU6,
                %s,,read_only,,,
                %s,Four,user,,,Chiefs
                """.formatted(
                        address("one"),
                        address("two"),
                        address("three"),
                        company.person("administrator").email(),
                        address("four"));
        SERVER.bean(Groups.class)
                .create(
                        TestServer.OPERATOR,
                        company.id(),
                        new NewGroup("Chiefs", "", List.of("administrator"), Set.of()));

        var ended = importing(manager, "text/csv", file, "");

        assertThat(counts(ended)).containsExactly(5, 1, 0, 0, 4);
        assertThat(rows(ended).items("code"))
                .containsExactly("role-not-governed", "", "forbidden", "person-not-governed", "role-not-governed");
        assertThat(manager.get(imports + "/" + ended.text("/id") + "/rows?outcome=rejected")
                        .text("/items/0/detail"))
                .contains("you cannot assign the role Administrator");
        assertThat(post(company.client("user"), "text/csv", file, "").code()).isEqualTo("forbidden");
        assertThat(post(SERVER.company("partner").client("administrator"), "text/csv", file, "")
                        .code())
                .isEqualTo("not-found");
        assertThat(SERVER.company("partner")
                        .client("administrator")
                        .get(imports + "/" + ended.text("/id"))
                        .code())
                .isEqualTo("not-found");
    }

    @Test
    void oneself_and_the_last_administrator_are_safe_from_a_file() {
        var last = company.person("administrator");
        var ended = importing("email,role\n%s,user\n".formatted(last.email()));
        assertThat(rows(ended).items("code")).containsExactly("person-not-governed");

        var operator = importing(ApiClient.operator(), "text/csv", "email,role\n%s,user\n".formatted(last.email()), "");
        assertThat(counts(operator)).containsExactly(1, 0, 1, 0, 0);
    }

    @Test
    void the_same_person_twice_is_taken_once() {
        var file = """
                externalId,email,displayName
                a,%1$s,First
                b,%2$s,Second
                a,%3$s,First again
                c,%2$s,Second again
                """.formatted(address("first"), address("second"), address("third"));

        var tried = importing(file, "?dryRun=true");
        var ended = importing(file);

        assertThat(counts(tried)).containsExactly(4, 2, 0, 0, 2);
        assertThat(counts(ended)).containsExactly(4, 2, 0, 0, 2);
        assertThat(rows(ended).items("code")).containsExactly("", "", "invalid", "invalid");
        assertThat(rows(ended).text("/items/2/detail")).isEqualTo("row: Line 2 is about the same person.");
    }

    @Test
    void newline_delimited_json_says_the_same() {
        var marketplace = SERVER.company("marketplace");
        var client = ApiClient.operator();
        var file = """
                {"externalId":"m-1","email":"m1@%1$s.example","firstName":"Mia","lastName":"One","groups":["Administrators"],"phone":{"countryCode":"+44","number":"20 7946 0018"}}

                {"email":"m2@%1$s.example","firstName":"Moe","lastName":"Two","groups":["Nowhere"]}
                {"email":"m3@%1$s.example","firstName":"Max",
                {"email":"m4@%1$s.example","colour":"red"}
                {"email":5}
                """.formatted(marketplace.slug());
        var path = "/organizations/" + marketplace.slug();

        var posted = post(client, NDJSON, file, "", path + "/imports");
        var ended = ended(client, path + "/imports/" + posted.text("/id"));

        assertThat(counts(ended)).containsExactly(5, 1, 0, 0, 4);
        var rows = client.get(path + "/imports/" + ended.text("/id") + "/rows");
        assertThat(rows.items("line")).containsExactly("1", "3", "4", "5", "6");
        assertThat(rows.text("/items/1/errors/0/field")).isEqualTo("groups");
        assertThat(rows.text("/items/2/errors/0/code")).isEqualTo("json");
        assertThat(rows.text("/items/3/errors/0/field")).isEqualTo("colour");
        assertThat(rows.text("/items/4/errors/0/code")).isEqualTo("type");
        var mia = client.get(path + "/users?search=Mia");
        assertThat(mia.text("/items/0/status")).isEqualTo("invited");
        assertThat(mia.text("/items/0/phone/countryCode")).isEqualTo("+44");
        assertThat(mia.text("/items/0/invitation/status")).isEqualTo("pending");
        assertThat(mia.json().at("/items/0/groups").size()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"csv, text/csv", "ndjson, application/x-ndjson"})
    void an_export_changes_nothing(String format, String type) {
        importing("""
                externalId,email,displayName,role,status
                crm-9,%s,=Jürgen;,manager,
                ,%s,B,,pending
                ＝9,%s,"'=O';＝1;@2",,
                ,%s,O'Hara; -1,,
                """.formatted(address("exported"), address("second"), address("third"), address("fourth")));
        var file = administrator.get(users + "." + format).response().body();
        assertThat(file).contains("crm-9", address("second"));

        var again = importing(administrator, type, file, "");

        assertThat(number(again, "rows")).isEqualTo(4);
        assertThat(number(again, "unchanged")).as(rows(again).response().body()).isEqualTo(number(again, "rows"));
    }

    @Test
    void people_known_elsewhere_are_invited_if_the_policy_admits_others() {
        var elsewhere = company.person("user");
        var marketplace = SERVER.company("marketplace");
        var file = "email,firstName,lastName,groups\n%s,Some,Body,Administrators\n".formatted(elsewhere.email());
        var path = "/organizations/" + marketplace.slug() + "/imports";
        var client = ApiClient.operator();

        var ended = ended(
                client,
                path + "/" + post(client, "text/csv", file, "?mail=true", path).text("/id"));

        assertThat(counts(ended)).containsExactly(1, 1, 0, 0, 0);
        assertThat(SERVER.mailbox(elsewhere.email()).await(2).link()).contains("/invitations/");
        var here = "email,displayName\n%s,Some Body\n"
                .formatted(SERVER.company("partner").person("user").email());
        assertThat(rows(importing(here)).items("code")).containsExactly("address-known-elsewhere");
    }

    @Test
    void telling_which_addresses_are_known_elsewhere_takes_its_time() {
        var other = SERVER.company("partner");
        var file = "email,displayName\n"
                + IntStream.range(0, 310)
                        .mapToObj(i -> "p%d@%s.example,Person %d\n".formatted(i, other.slug(), i))
                        .collect(Collectors.joining());
        var path = "/organizations/" + other.slug() + "/imports";
        var theirs = ApiClient.operator();
        ended(theirs, path + "/" + post(theirs, "text/csv", file, "", path).text("/id"));

        var posted = post(administrator, "text/csv", file, "");

        once(administrator, imports + "/" + posted.text("/id"), answer -> number(answer, "rejected") >= 300);
        assertThat(administrator.get(imports + "/" + posted.text("/id")).text("/status"))
                .isEqualTo("running");
    }

    /** Created by other implementations: crypt(3), hash-wasm, Python's hashlib. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bcrypt   | $2b$04$CCCCCCCCCCCCCCCCCCCCC.89Q//NU00G4/AfR7dW7OczE70HW4SfW",
                "argon2   | $argon2id$v=19$m=1024,t=3,p=2$c29kaXVtIGNobG9yaWRl$WyVZItczc4YAxYMLMPpjKh0TuKvzcz+DXESC9/fxZYg",
                "django   | pbkdf2_sha256$1000$seasalt$HK4uS00tqpobn4hVfjf56cOhE1rjvEGT/AhGgWyomww=",
                "passlib  | $pbkdf2-sha512$1000$c29kaXVtIGNobG9yaWRl$RgCS4Yh/SmPZia21L9Y17kkPNug6WFTgzEQSsxwvLSWOpz7KTm2thDJNNXDBei9zXkIUvAolnG2xM/g0Z/MyKg",
                "scrypt   | $scrypt$ln=10,r=8,p=1$c29kaXVtIGNobG9yaWRl$1TBbZTTF+8UvOxQUIq0wYtZez4vCyEJQtSgfPBDRcA4",
            })
    void a_password_comes_along_as_a_hash_and_is_hashed_anew_at_the_first_sign_in(String kind, String hash) {
        var address = address(kind);
        importing("email,displayName,passwordHash\n%s,Hashed Person,%s\n".formatted(address, quoted(hash)));
        assertThat(user(kind).text("/status")).isEqualTo("active");
        assertThat(SERVER.bean(JdbcClient.class)
                        .sql("select string_agg(content, '') from import_chunks")
                        .query(String.class)
                        .single())
                .doesNotContain(hash);

        assertThat(SERVER.tryToSignIn(address, HASHED + "x").status()).isNotEqualTo(303);
        assertThat(stored(address)).isEqualTo(hash);
        assertThat(SERVER.tryToSignIn(address, HASHED).status()).isEqualTo(303);
        assertThat(stored(address)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(SERVER.tryToSignIn(address, HASHED).status()).isEqualTo(303);
    }

    @Test
    void no_hash_stays_of_what_was_carried_out_or_refused() {
        var hash = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.89Q//NU00G4/AfR7dW7OczE70HW4SfW";
        var file = """
                email,displayName,role,passwordHash
                %s,Taken In,,%s
                %s,Refused,nobody,%s
                """.formatted(address("in"), hash, address("out"), hash);

        var tried = importing(file, "?dryRun=true");
        assertThat(kept(tried)).contains(hash);
        var done = ofId(administrator
                .send("POST", imports + "/" + tried.text("/id") + "/run", null)
                .text("/id"));

        assertThat(counts(done)).containsExactly(2, 1, 0, 0, 1);
        assertThat(kept(tried)).contains(address("out")).doesNotContain(hash, address("in"));
        assertThat(kept(done)).contains(address("out")).doesNotContain(hash, address("in"));
        assertThat(administrator
                        .get(imports + "/" + done.text("/id") + "/rejected.csv")
                        .response()
                        .body())
                .contains("Refused")
                .doesNotContain(hash);
    }

    private static String kept(Answer imported) {
        return SERVER.bean(JdbcClient.class)
                .sql("select string_agg(c::text, '') from import_chunks c where import_id = :id::uuid")
                .param("id", imported.text("/id"))
                .query(String.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-text",
                "$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$scrypt$ln=30,r=8,p=1$c29kaXVtY2hsb3JpZGU$c29kaXVtY2hsb3JpZGVzb2RpdW1jaGxvcmlkZQ",
                "pbkdf2_sha256$9000000$seasalt$3m7zN0JYtJNOU5xBy6wZ5ar1rN4ZTMfOCWdAPhAHhEc=",
                "5f4dcc3b5aa765d61d8327deb882cf99"
            })
    void a_hash_that_cannot_be_verified_or_costs_too_much_is_none(String hash) {
        var ended = importing("email,displayName,passwordHash\n%s,X,%s\n".formatted(address("x"), quoted(hash)));

        assertThat(rows(ended).text("/items/0/errors/0/code")).isEqualTo("password-hash");
        assertThat(find("x").items("id")).isEmpty();
    }

    @Test
    void a_status_can_be_said_of_who_is_new_and_changed_by_who_may() {
        var appliance = SERVER.company("workspace");
        var client = ApiClient.operator();
        var path = "/organizations/" + appliance.slug();
        var file = "email,firstName,lastName,role,status\nm@%s.example,Mo,Oz,member,%s\n";
        assertThat(importing(client, path, file.formatted(appliance.slug(), "inactive"))
                        .text("/created"))
                .isEqualTo("1");
        assertThat(client.get(path + "/users").items("status")).contains("inactive");

        assertThat(importing(client, path, file.formatted(appliance.slug(), "active"))
                        .text("/updated"))
                .isEqualTo("1");
        assertThat(client.get(path + "/users").items("status")).doesNotContain("inactive");
        assertThat(importing(client, path, file.formatted(appliance.slug(), "deleted"))
                        .text("/rejected"))
                .isEqualTo("1");
    }

    @Test
    void who_may_not_deactivate_imports_nobody_inactive() {
        var workspace = SERVER.company("workspace");
        SERVER.bean(Roles.class)
                .create(
                        TestServer.OPERATOR,
                        workspace.id(),
                        new NewRole(
                                "recruiter",
                                "Recruiter",
                                "",
                                List.of("users.view", "users.create", "profile.edit"),
                                List.of(),
                                List.of("member")));
        var recruiter = workspace.client("recruiter");
        var path = "/organizations/" + workspace.slug();
        var file = """
                email,firstName,lastName,role,status
                a@%1$s.example,Ada,Oz,member,inactive
                b@%1$s.example,Ben,Oz,member,
                """.formatted(workspace.slug());

        var ended = importing(recruiter, path, file);

        assertThat(recruiter
                        .get(path + "/imports/" + ended.text("/id") + "/rows")
                        .items("code"))
                .containsExactly("forbidden", "");
        assertThat(recruiter.get(path + "/users").items("firstName")).containsExactly("Ben");
    }

    @Test
    void its_maker_may_lose_the_permission_and_another_user_continues_it() {
        var maker = company.client("manager");
        var token = maker.get("/me").text("/id");
        var rows = IntStream.range(0, 40)
                .mapToObj(i -> "%s,Person %d".formatted(address("p" + i), i))
                .collect(Collectors.joining("\n"));
        var posted = post(maker, "text/csv", "email,displayName\n" + rows, "?dryRun=true");
        ofId(posted.text("/id"));
        var database = SERVER.bean(JdbcClient.class);
        var content = database.sql("select content from import_chunks where import_id = :id::uuid")
                .param("id", posted.text("/id"))
                .query(String.class)
                .single();
        var run = maker.send("POST", imports + "/" + posted.text("/id") + "/run", null);
        var before = ofId(run.text("/id"));
        assertThat(before.text("/status")).isEqualTo("done");

        // The same with a token that is gone before the job gets to it.
        database.sql("update imports set status = 'failed', maker_id = :token where id = :id::uuid")
                .param("token", UUID.fromString(token))
                .param("id", run.text("/id"))
                .update();
        database.sql("""
                update import_chunks set done = false, results = null, content = :content where import_id = :id::uuid
                """).param("content", content).param("id", run.text("/id")).update();
        administrator.delete("/organizations/" + company.slug() + "/api-tokens/" + token);

        var again = administrator.send("POST", imports + "/" + run.text("/id") + "/run", null);
        assertThat(again.text("/id")).isEqualTo(run.text("/id"));
        assertThat(counts(ofId(run.text("/id")))).containsExactly(40, 40, 0, 40, 0);
        assertThat(find("p").items("id")).hasSize(40);
    }

    @Test
    void an_import_ends_where_its_maker_may_no_longer() {
        var maker = company.client("manager");
        var token = maker.get("/me").text("/id");
        var tried = importing(maker, "text/csv", "email,displayName\n%s,X\n".formatted(address("x")), "?dryRun=true");
        SERVER.bean(JdbcClient.class)
                .sql(
                        "update api_tokens set role_id = (select id from roles where organization_id = :org and key = 'user') where id = :id::uuid")
                .param("org", company.id().value())
                .param("id", token)
                .update();
        SERVER.bean(JdbcClient.class)
                .sql("update imports set status = 'failed' where id = :id::uuid")
                .param("id", tried.text("/id"))
                .update();

        assertThat(maker.send("POST", imports + "/" + tried.text("/id") + "/run", null)
                        .code())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "role_id = (select id from roles where organization_id = :org and key = :role) | forbidden",
                "revoked_at = now()                                                            | unauthenticated",
            })
    void nothing_is_done_for_a_maker_who_may_no_longer(String change, String code) {
        var made = SERVER.bean(ApiTokens.class).create(TestServer.OPERATOR, company.id(), "maker", "manager", null);
        var token = made.token().id();
        var authority = SERVER.bean(Authorities.class).ofToken(company.id(), token);
        var maker = new Actor.TokenHolder(token, "maker", false, null, authority);
        var file = "email,displayName\n%s,X\n".formatted(address("x"));
        var tried = importing(ApiClient.with(made.secret()), "text/csv", file, "?dryRun=true");

        // The job begins once both exist.
        var running = SERVER.bean(TransactionOperations.class).execute(_ -> {
            SERVER.bean(JdbcClient.class)
                    .sql("update api_tokens set " + change + " where id = :id and organization_id = :org")
                    .param("id", token)
                    .param("org", company.id().value())
                    .param("role", "user")
                    .update();
            return SERVER.bean(Imports.class).run(maker, company.id(), UUID.fromString(tried.text("/id")), false);
        });

        var ended = ofId(Objects.requireNonNull(running).id().toString());
        assertThat(ended.text("/status")).isEqualTo("failed");
        assertThat(ended.text("/problem/code")).isEqualTo(code);
        assertThat(find("x").items("id")).isEmpty();
        var stopped = administrator.get("/organizations/" + company.slug() + "/audit-events?action=import.failed");
        assertThat(stopped.items("actor/id")).containsExactly(token.toString());
        assertThat(stopped.items("actor/name")).containsExactly("maker");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                            | file   | empty-file",
                "'email,displayName'                           | file   | empty-file",
                "'email,email@a@b.example,X'                   | email  | repeated",
                "'displayName@Ada'                             | email  | required",
                "'email,displayName@a@b.example,\"X@'          | file   | csv"
            })
    void a_file_that_is_none_is_refused_as_a_whole(String file, String field, String code) {
        var refused = post(administrator, "text/csv", file.replace("@", "\n"), "");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo(field);
        assertThat(refused.text("/errors/0/code")).isEqualTo(code);
        assertThat(administrator.get(imports).items("id")).isEmpty();
    }

    @Test
    void other_encodings_and_types_are_recognised() {
        var latin = "email,displayName\n%s,J\u00fcrgen\n".formatted(address("latin"));

        assertThat(post(administrator, "application/json", "[]", "").code()).isEqualTo("unsupported-media-type");
        var garbled = send(administrator, latin.getBytes(StandardCharsets.ISO_8859_1), "text/csv");
        assertThat(garbled.text("/errors/0/code")).isEqualTo("not-utf-8");
        var said = send(administrator, latin.getBytes(StandardCharsets.ISO_8859_1), "text/csv;charset=iso-8859-1");
        ofId(said.text("/id"));
        assertThat(user("latin").text("/displayName")).isEqualTo("J\u00fcrgen");
        var marked = send(
                administrator,
                ("\ufeffE-Mail\tDisplay name\n%s\t'=1+1\n".formatted(address("tab"))).getBytes(StandardCharsets.UTF_8),
                "text/csv");
        ofId(marked.text("/id"));
        assertThat(user("tab").text("/displayName")).isEqualTo("=1+1");
    }

    @Test
    void many_rows_take_many_chunks_and_pages() {
        var file = "email,displayName\n"
                + IntStream.range(0, 1_203)
                        .mapToObj(i -> i % 100 == 0 ? "nobody,X\n" : "%s,Person %d\n".formatted(address("m" + i), i))
                        .collect(Collectors.joining());

        var ended = importing(file);

        assertThat(counts(ended)).containsExactly(1_203, 1_190, 0, 0, 13);
        var first = administrator.get(imports + "/" + ended.text("/id") + "/rows?limit=200");
        var lines = new ArrayList<>(first.items("line"));
        for (var next = first.text("/next"); !next.equals("null"); ) {
            var page = administrator.get(imports + "/" + ended.text("/id") + "/rows?limit=200&after=" + next);
            lines.addAll(page.items("line"));
            next = page.json().at("/next").isNull() ? "null" : page.text("/next");
        }
        assertThat(lines)
                .isEqualTo(IntStream.range(2, 1_205).mapToObj(Integer::toString).toList());
    }

    @Test
    void many_imports_leave_connections_to_others() throws SQLException {
        var pool = SERVER.bean(DataSource.class).unwrap(HikariDataSource.class).getHikariPoolMXBean();
        var paths = IntStream.range(0, 5)
                .mapToObj(file -> IntStream.range(0, 3_000)
                        .mapToObj(row -> "%s,Person %d\n".formatted(address("p%dx%d".formatted(file, row)), row))
                        .collect(Collectors.joining("", "email,displayName\n", "")))
                .map(file -> imports + "/"
                        + post(administrator, "text/csv", file, "").text("/id"))
                .toList();
        var most = new AtomicInteger();

        for (var path : paths) {
            once(administrator, path, answer -> {
                most.accumulateAndGet(pool.getActiveConnections(), Math::max);
                return answer.text("/status").equals("done");
            });
        }

        // Three running, four jobs looking for work, and the request itself.
        assertThat(most.get()).isBetween(1, 8);
        assertThat(counts(administrator.get(paths.getLast()))).containsExactly(3_000, 3_000, 0, 0, 0);
    }

    private Answer importing(String file) {
        return importing(file, "");
    }

    private Answer importing(String file, String query) {
        return importing(administrator, "text/csv", file, query);
    }

    private Answer importing(ApiClient client, String type, String file, String query) {
        return ended(client, imports + "/" + post(client, type, file, query).text("/id"));
    }

    private static Answer importing(ApiClient client, String organization, String file) {
        var imports = organization + "/imports";
        return ended(
                client,
                imports + "/" + post(client, "text/csv", file, "", imports).text("/id"));
    }

    private Answer ofId(String id) {
        return ended(administrator, imports + "/" + id);
    }

    private static int number(Answer answer, String member) {
        return answer.json().at("/" + member).asInt();
    }

    private Answer post(ApiClient client, String type, String file, String query) {
        return post(client, type, file, query, imports);
    }

    private static Answer post(ApiClient client, String type, String file, String query, String path) {
        return client.send("POST", path + query, file, "Content-Type", type);
    }

    private Answer send(ApiClient client, byte[] file, String type) {
        return client.sendFile(imports, file, type);
    }

    private Answer rows(Answer ended) {
        return administrator.get(imports + "/" + ended.text("/id") + "/rows?limit=200");
    }

    private static List<Integer> counts(Answer ended) {
        return List.of("rows", "created", "updated", "unchanged", "rejected").stream()
                .map(name -> number(ended, name))
                .toList();
    }

    private static List<String> fields(Answer rows, int item) {
        return StreamSupport.stream(rows.json().at("/items/" + item + "/errors").spliterator(), false)
                .map(error -> error.at("/field").asString())
                .toList();
    }

    private String address(String name) {
        return name + "@" + company.slug() + ".example";
    }

    private Answer find(String name) {
        return administrator.get(users + "?search=" + name + "&limit=200");
    }

    private Answer user(String name) {
        return administrator.get(users + "/" + find(name + "@").items("id").getFirst());
    }

    private static String quoted(String cell) {
        return '"' + cell + '"';
    }

    private static String stored(String address) {
        return SERVER.bean(JdbcClient.class)
                .sql("select p.hash from passwords p join users u on u.id = p.user_id where u.email = :address")
                .param("address", address)
                .query(String.class)
                .single();
    }
}
