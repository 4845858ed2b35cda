package dev.roster.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Authority;
import dev.roster.access.Expected;
import dev.roster.apitoken.ApiTokens;
import dev.roster.people.RoleAssignments;
import dev.roster.roles.NewRole;
import dev.roster.roles.Roles;
import dev.roster.shared.GroupId;
import dev.roster.shared.Ids;
import dev.roster.shared.ProblemException;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.AtOnce;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.ImportRequests;
import dev.roster.support.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Groups carry roles to their members, and no one gains more through them than the giver had. */
class GroupsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("marketplace");

    private final Groups groups = SERVER.bean(Groups.class);
    private final GroupMembers groupMembers = SERVER.bean(GroupMembers.class);
    private final RoleAssignments assignments = SERVER.bean(RoleAssignments.class);
    private final ApiClient operator = ApiClient.operator();

    // What a group is

    @Test
    void a_name_is_given_once_however_it_is_written() {
        var client = COMPANY.client("access_management");
        var first = create(client, "Night shift", "marketplace");
        var other = create(client, "Day shift", "marketplace");

        var again = client.post(path("/groups"), body("NIGHT  Shift ", "marketplace"));
        var renamed = client.patch(path("/groups/" + other), "{\"name\": \"night shift\"}");
        var typed = COMPANY.visitor("administrators").post(COMPANY.path("/groups/new"), Map.of("name", "Night Shift"));

        assertThat(again.code()).isEqualTo("group-name-taken");
        assertThat(again.text("/detail")).contains("already a group named NIGHT Shift");
        assertThat(renamed.code()).isEqualTo("group-name-taken");
        assertThat(typed.status()).isEqualTo(409);
        assertThat(typed.fieldError("name")).contains("already a group named Night Shift");
        assertThat(client.patch(path("/groups/" + first), "{\"name\": \"NIGHT shift\"}")
                        .text("/name"))
                .isEqualTo("NIGHT shift");
        assertThat(create(SERVER.company("marketplace"), "Night shift")).isNotNull();
    }

    @Test
    void a_group_has_a_name_and_a_module_that_there_is() {
        var client = COMPANY.client("access_management");
        var group = create(client, "Has all it needs", "marketplace");

        var nothing = client.post(path("/groups"), "{}");
        var unknown = client.post(path("/groups"), body("Unknown", "no_such_role"));
        var emptied = client.patch(path("/groups/" + group), "{\"name\": null, \"roles\": []}");
        var endless = client.post(path("/groups"), body("x".repeat(101), "marketplace"));
        var surplus = client.post(path("/groups"), "{\"name\": \"A\", \"roles\": [\"marketplace\"], \"members\": 3}");

        assertThat(nothing.json().at("/errors").findValuesAsString("field")).containsExactly("name", "roles");
        assertThat(unknown.text("/errors/0/field")).isEqualTo("roles");
        assertThat(unknown.text("/errors/0/code")).isEqualTo("unknown");
        assertThat(emptied.json().at("/errors").findValuesAsString("code")).containsExactly("required", "required");
        assertThat(endless.text("/errors/0/code")).isEqualTo("too-long");
        assertThat(surplus.text("/errors/0/code")).isEqualTo("unknown");
        assertThat(client.get(path("/groups/" + group)).text("/roles/0")).isEqualTo("marketplace");
    }

    @Test
    void what_a_change_leaves_out_stays() {
        var client = COMPANY.client("access_management");
        var made = client.post(
                path("/groups"),
                "{\"name\": \"Patched\", \"description\": \"About it\", \"roles\": [\"marketplace\"]}");
        var group = path("/groups/" + made.text("/id"));
        var tag = made.header("ETag").orElseThrow();

        var renamed = client.patch(group, "{\"name\": \"Patched twice\"}", "If-Match", tag);
        var stale = client.patch(group, "{\"name\": \"Patched thrice\"}", "If-Match", tag);
        var emptied = client.patch(group, "{\"description\": null}");
        var same = client.patch(group, "{}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).contains("/api/v1" + group);
        assertThat(renamed.text("/description")).isEqualTo("About it");
        assertThat(renamed.text("/roles/0")).isEqualTo("marketplace");
        assertThat(stale.code()).isEqualTo("precondition-failed");
        assertThat(emptied.text("/name")).isEqualTo("Patched twice");
        assertThat(emptied.text("/description")).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(emptied.header("ETag"));
        assertThat(client.delete(group, "If-Match", tag).code()).isEqualTo("precondition-failed");
        assertThat(client.delete(group).status()).isEqualTo(204);
        assertThat(client.get(group).status()).isEqualTo(404);
    }

    @Test
    void the_list_is_searched_paged_and_counted() {
        var company = SERVER.company("marketplace");
        var client = company.client("access_management");
        for (var name : List.of("Zürich", "Bern", "Basel", "Ärzte", "100 %")) {
            create(company, name);
        }
        var list = "/organizations/" + company.slug() + "/groups";

        var first = client.get(list + "?limit=4&count=true");
        var rest = client.get(list + "?limit=4&after=" + first.text("/next"));

        assertThat(first.items("name")).containsExactly("100 %", "Administrators", "Ärzte", "Basel");
        assertThat(first.json().at("/total").asInt()).isEqualTo(6);
        assertThat(rest.items("name")).containsExactly("Bern", "Zürich");
        assertThat(rest.json().at("/next").isNull()).isTrue();
        assertThat(client.get(list + "?search=zUR").items("name")).containsExactly("Zürich");
        assertThat(client.get(list + "?search=%25").items("name")).containsExactly("100 %");
        assertThat(client.get(list + "?sort=name").text("/errors/0/code")).isEqualTo("unknown");
        assertThat(first.json().at("/items/1").toString())
                .endsWith(
                        "\"name\":\"Administrators\",\"description\":\"Can do everything. Cannot be deleted.\",\"roles\":"
                                + "[\"access_management\",\"account_management\",\"marketplace\"],\"default\":true,\"members\":0}");
    }

    @Test
    void a_group_is_renamed_only_by_those_who_could_add_people_to_it() {
        var company = SERVER.company("marketplace");
        var desk = desk(company);
        var chiefs = groups.findDefault(company.id()).orElseThrow();
        var shop = create(company, "Shop");
        var client = company.client("desk");
        var here = "/organizations/" + company.slug() + "/groups/";

        var renamed = client.patch(here + chiefs.id(), "{\"name\": \"Administrators away\"}");
        var described = client.patch(here + chiefs.id(), "{\"description\": \"For everybody\"}");
        var typed =
                desk.visitor().post(company.path("/groups/" + chiefs.id()), Map.of("name", "Away", "description", ""));

        assertThat(renamed.code()).isEqualTo("role-not-governed");
        assertThat(described.code()).isEqualTo("role-not-governed");
        assertThat(typed.status()).isEqualTo(403);
        assertThat(desk.visitor().get(company.path("/groups/" + chiefs.id())).body())
                .contains("you cannot change its name or description")
                .doesNotContain("name=\"description\"");
        assertThat(groups.findDefault(company.id())).contains(chiefs);
        assertThat(client.patch(here + shop, "{\"name\": \"Till\"}").text("/name"))
                .isEqualTo("Till");
        assertThat(client.patch(here + chiefs.id(), "{}").status())
                .as("nothing changed")
                .isEqualTo(200);
    }

    @Test
    void an_id_is_never_taken_for_the_name_of_another_group() {
        var company = SERVER.company("marketplace");
        var person = company.inGroups(create(company, "First").toString());
        var gone = create(company, "Gone");
        groups.delete(TestServer.OPERATOR, company.id(), gone, Expected.ANY);
        groups.create(
                TestServer.OPERATOR,
                company.id(),
                new NewGroup(gone.toString(), "", List.of("access_management"), Set.of()));

        var put = operator.put(
                "/organizations/" + company.slug() + "/users/" + person.id() + "/groups",
                "{\"groups\": [\"" + gone + "\"]}");

        assertThat(put.text("/errors/0/code")).isEqualTo("unknown");
    }

    @Test
    void carrying_out_a_dry_run_uses_the_groups_that_it_reported() {
        var company = SERVER.company("marketplace");
        var shop = create(company, "Shop");
        var client = company.client("access_management");
        var imports = "/organizations/" + company.slug() + "/imports";
        var address = company.freshAddress();
        var file = "email,firstName,lastName,groups\n%s,Ada,Byron,shop\n".formatted(address);
        var tried = ImportRequests.ended(
                client,
                imports + "/"
                        + client.send("POST", imports + "?dryRun=true", file, "Content-Type", "text/csv")
                                .text("/id"));

        operator.patch("/organizations/" + company.slug() + "/groups/" + shop, "{\"name\": \"Till\"}");
        chiefs(company, "Shop");
        var run = client.send("POST", imports + "/" + tried.text("/id") + "/run", null);
        var done = ImportRequests.ended(client, imports + "/" + run.text("/id"));

        assertThat(tried.text("/created")).isEqualTo("1");
        assertThat(done.text("/created")).isEqualTo("1");
        var user = operator.get("/organizations/" + company.slug() + "/users?search=" + address.replace("@", "%40"))
                .items("id")
                .getFirst();
        assertThat(groupsOf(new Person(company, new UserId(UUID.fromString(user)), "", "")))
                .containsExactly(shop);
    }

    // The default group

    @Test
    void the_default_group_is_renamed_and_otherwise_stays_as_it_is() {
        var company = SERVER.company("marketplace");
        var here = "/organizations/" + company.slug() + "/groups/" + defaultGroup(company);
        var client = company.client("access_management");
        var visitor = company.visitor("administrators");

        assertThat(client.patch(here, "{\"name\": \"Board\", \"description\": \"Who decides\"}")
                        .text("/name"))
                .isEqualTo("Board");
        assertThat(client.patch(here, "{\"roles\": [\"marketplace\"]}").code()).isEqualTo("group-roles-fixed");
        assertThat(operator.patch(here, "{\"roles\": [\"marketplace\"]}").code())
                .isEqualTo("group-roles-fixed");
        assertThat(client.delete(here).code()).isEqualTo("group-is-default");
        assertThat(operator.delete(here).code()).isEqualTo("group-is-default");
        assertThat(client.get(here).json().at("/roles").size()).isEqualTo(3);
        var page = company.path("/groups/" + defaultGroup(company));
        assertThat(visitor.get(page).body()).contains("You can rename it").doesNotContain("Delete group");
        assertThat(visitor.get(page + "/modules").body()).contains("always").doesNotContain("type=\"checkbox\"");
    }

    @Test
    void the_default_group_carries_a_new_role_too_and_a_deleted_one_no_more() {
        var company = SERVER.company("marketplace");
        var member = company.another("administrators");

        var role = newRole(company, "auditors", List.of("audit.view"), List.of());

        assertThat(groups.findDefault(company.id()).orElseThrow().roleKeys()).contains("auditors");
        assertThat(held(member).roles()).contains(role);
        SERVER.bean(Roles.class).delete(TestServer.OPERATOR, company.id(), "auditors", Expected.ANY);
        assertThat(groups.findDefault(company.id()).orElseThrow().roleKeys()).doesNotContain("auditors");
    }

    // Members

    @Test
    void a_group_is_deleted_only_when_nobody_belongs_to_it() {
        var client = COMPANY.client("access_management");
        var group = create(client, "Soon empty", "marketplace");
        var person = COMPANY.inGroups("Soon empty");
        var visitor = COMPANY.visitor("administrators");

        var refused = client.delete(path("/groups/" + group));
        var typed = visitor.post(COMPANY.path("/groups/" + group + "/delete"), Map.of());

        assertThat(refused.code()).isEqualTo("group-has-members");
        assertThat(refused.text("/detail")).contains("The group Soon empty still has one member");
        assertThat(typed.status()).isEqualTo(409);
        assertThat(typed.sentence()).contains("Remove all members first");
        setGroups(TestServer.OPERATOR, person, COMPANY.groupWith("marketplace"));
        assertThat(visitor.post(COMPANY.path("/groups/" + group + "/delete"), Map.of())
                        .location())
                .isEqualTo(COMPANY.path("/groups"));
        assertThat(client.get(path("/groups/" + group)).status()).isEqualTo(404);
        assertThat(actions()).contains("group.deleted");
    }

    @Test
    void rights_of_several_groups_add_up_and_count_with_the_next_request() {
        var company = SERVER.company("marketplace");
        var administrator = company.visitor("administrators");
        var person = company.another("marketplace");
        var visitor = person.visitor();
        var people = company.path("/users");
        assertThat(visitor.get(people).status()).isEqualTo(403);
        var desk = groups.create(
                TestServer.OPERATOR, company.id(), new NewGroup("Desk", "", List.of("account_management"), Set.of()));
        var page = company.path("/groups/" + desk.id());

        administrator.post(page + "/members/add", Map.of("members", person.id().toString()));
        assertThat(visitor.get(people).status()).isEqualTo(403);
        var given = administrator.post(page + "/modules", Map.of("roles", "access_management"));
        assertThat(given.status()).isEqualTo(303);
        assertThat(visitor.get(people).status()).isEqualTo(200);
        assertThat(held(person).roles()).hasSize(2);
        var taken = administrator.post(page + "/members/" + person.id() + "/remove", Map.of());

        assertThat(taken.location()).isEqualTo(page + "/members");
        assertThat(visitor.get(people).status()).isEqualTo(403);
        assertThat(held(person).roles()).hasSize(1);
    }

    @Test
    void new_members_of_a_group_have_its_rights_once_they_are_active() {
        var person = COMPANY.inGroups(COMPANY.groupWith("access_management"));

        assertThat(held(person).permissions()).isNotEmpty();
        database()
                .sql("update memberships set status = 'inactive' where user_id = :user")
                .param("user", person.id().value())
                .update();
        assertThat(held(person).permissions()).isEmpty();
    }

    @Test
    void nobody_is_left_without_a_group() {
        var person = COMPANY.another("marketplace");
        var group = groups.find(COMPANY.id(), COMPANY.groupWith("marketplace"))
                .orElseThrow()
                .id();
        var visitor = COMPANY.visitor("administrators");

        var none = visitor.post(COMPANY.path("/users/" + person.id() + "/groups"), Map.of());
        var sent =
                COMPANY.client("access_management").put(path("/users/" + person.id() + "/groups"), "{\"groups\": []}");
        var removed = visitor.post(COMPANY.path("/groups/" + group + "/members/" + person.id() + "/remove"), Map.of());

        assertThat(none.status()).isEqualTo(422);
        assertThat(none.fieldError("groups")).isNotEmpty();
        assertThat(sent.text("/errors/0/field")).isEqualTo("groups");
        assertThat(removed.status()).isEqualTo(409);
        assertThat(removed.sentence()).contains("their only one");
        assertThat(groupsOf(person)).containsExactly(group);
    }

    @Test
    void every_change_of_a_users_groups_is_recorded_with_their_names() {
        var person = COMPANY.another("marketplace");
        COMPANY.groupWith("account_management");

        setGroups(TestServer.OPERATOR, person, "Only marketplace", "Only account_management");

        assertThat(database()
                        .sql("""
                                select before ->> 'groups' || ' ' || (after ->> 'groups') from audit_events
                                 where target_id = :user and action = 'user.groups_changed'
                                """)
                        .param("user", person.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("[\"Only marketplace\"] [\"Only account_management\", \"Only marketplace\"]");
    }

    // Governing

    @Test
    void nobody_hands_on_by_a_group_what_they_do_not_govern() {
        var company = SERVER.company("marketplace");
        var desk = desk(company);
        var machine = company.client("desk");
        var page = desk.visitor();
        var person = company.another("marketplace");
        var chief = company.another("administrators");
        var top = defaultGroup(company);
        var open = create(company, "Open");
        var before = everything(company);

        refused(
                "role-not-governed",
                () -> machine.put(
                                "/organizations/" + company.slug() + "/users/" + person.id() + "/groups",
                                "{\"groups\": [\"" + top + "\"]}")
                        .code());
        refused(
                "cannot assign the role",
                () -> page.post(company.path("/users/" + person.id() + "/groups"), Map.of("groups", top.toString()))
                        .body());
        refused(
                "cannot assign the role",
                () -> page.post(
                                company.path("/groups/" + top + "/members/add"),
                                Map.of("members", person.id().toString()))
                        .body());
        refused(
                "cannot do this to a user",
                () -> page.post(
                                company.path("/groups/" + open + "/members/add"),
                                Map.of("members", chief.id().toString()))
                        .body());
        refused(
                "cannot do this to a user",
                () -> page.post(company.path("/groups/" + top + "/members/" + chief.id() + "/remove"), Map.of())
                        .body());
        refused(
                "cannot do this to a user",
                () -> page.post(company.path("/users/" + chief.id() + "/groups"), Map.of("groups", open.toString()))
                        .body());
        refused(
                "role-not-governed",
                () -> machine.post("/organizations/" + company.slug() + "/groups", body("Mine", "account_management"))
                        .code());
        refused(
                "role-not-governed",
                () -> machine.patch(
                                "/organizations/" + company.slug() + "/groups/" + open,
                                "{\"roles\": [\"marketplace\", \"account_management\"]}")
                        .code());
        refused(
                "cannot assign the role",
                () -> page.postMany(
                                company.path("/groups/" + open + "/modules"),
                                "roles",
                                List.of("marketplace", "account_management"))
                        .body());
        refused("cannot do this to a user", () -> stepByStep(company, desk, "marketplace", chief));
        refused("cannot assign the role", () -> stepByStep(company, desk, "account_management", person));
        refused(
                "role-not-governed",
                () -> machine.post(
                                "/organizations/" + company.slug() + "/users",
                                "{\"firstName\": \"A\", \"lastName\": \"B\", \"email\": \"%s\", \"groups\": [\"%s\"]}"
                                        .formatted(company.freshAddress(), top))
                        .code());

        assertThat(everything(company)).isEqualTo(before);
        assertThat(machine.put(
                                "/organizations/" + company.slug() + "/users/" + person.id() + "/groups",
                                "{\"groups\": [\"Open\"]}")
                        .text("/groups/0"))
                .isEqualTo(open.toString());
    }

    /** Giving a role to a group of which one is a member is the same as handing it to the other members. */
    @Test
    void no_one_gives_a_role_to_a_group_with_a_member_they_do_not_govern() {
        var company = SERVER.company("marketplace");
        newRole(company, "helper", List.of("profile.edit"), List.of());
        var desk = desk(company, "marketplace", "helper");
        var open = create(company, "Open");
        var chief = company.inGroups("Open", "Administrators");
        var before = everything(company);

        var refused = desk.visitor()
                .postMany(company.path("/groups/" + open + "/modules"), "roles", List.of("marketplace", "helper"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.sentence()).contains("cannot do this to a user");
        assertThat(everything(company)).isEqualTo(before);
        setGroups(TestServer.OPERATOR, chief, "Administrators");
        assertThat(desk.visitor()
                        .postMany(
                                company.path("/groups/" + open + "/modules"), "roles", List.of("marketplace", "helper"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void nobody_changes_their_own_groups_on_any_path() {
        var company = SERVER.company("marketplace");
        var own = create(company, "Own");
        var other = create(company, "Other");
        var person = company.inGroups("Own", company.groupWith("access_management"));
        var visitor = person.visitor();
        var self = person.id().toString();
        var before = everything(company);

        refused(
                "do this to yourself",
                () -> visitor.post(company.path("/users/" + self + "/groups"), Map.of("groups", other.toString()))
                        .body());
        refused(
                "do this to yourself",
                () -> visitor.post(company.path("/groups/" + other + "/members/add"), Map.of("members", self))
                        .body());
        refused(
                "do this to yourself",
                () -> visitor.post(company.path("/groups/" + own + "/members/" + self + "/remove"), Map.of())
                        .body());
        refused("do this to yourself", () -> stepByStep(company, person, "account_management", person));
        refused(
                "do this to yourself",
                () -> visitor.postMany(
                                company.path("/groups/" + own + "/modules"),
                                "roles",
                                List.of("marketplace", "account_management"))
                        .body());

        assertThat(everything(company)).isEqualTo(before);
        assertThat(visitor.get(company.path("/users/" + self + "/groups")).body())
                .contains("You cannot change them yourself")
                .doesNotContain("data-picker");
        assertThat(visitor.get(company.path("/groups/" + own + "/modules")).body())
                .contains("You are a member of this group");
    }

    // The last administrator

    @Test
    void the_last_administrator_stays_on_every_path() {
        var company = SERVER.company("marketplace");
        var chiefs = groups.create(
                TestServer.OPERATOR, company.id(), new NewGroup("Chiefs", "", List.of("access_management"), Set.of()));
        var other = create(company, "Other");
        var last = company.inGroups("Chiefs", "Other");
        var here = "/organizations/" + company.slug();
        var machine = company.client("access_management");
        var before = everything(company);

        assertThat(machine.put(here + "/users/" + last.id() + "/groups", "{\"groups\": [\"" + other + "\"]}")
                        .code())
                .isEqualTo("last-administrator");
        assertThat(machine.patch(here + "/groups/" + chiefs.id(), "{\"roles\": [\"marketplace\"]}")
                        .code())
                .isEqualTo("last-administrator");
        assertThat(machine.send("POST", here + "/users/" + last.id() + "/removal", null)
                        .code())
                .isEqualTo("last-administrator");
        assertThat(outcome(() -> groupMembers.remove(machine(company), company.id(), chiefs.id(), last.id())))
                .isEqualTo("last-administrator");

        assertThat(everything(company)).isEqualTo(before);
        assertThat(held(last).roles()).hasSize(2);
    }

    @RepeatedTest(15)
    void of_two_administrators_who_take_each_other_out_one_succeeds() throws Exception {
        var company = SERVER.company("marketplace");
        create(company, "Other");
        var ada = company.inGroups("Administrators", "Other");
        var ben = company.inGroups("Administrators", "Other");
        var top = defaultGroup(company);
        var one = ada.actor();
        var two = ben.actor();

        var outcomes = AtOnce.run(
                () -> {
                    groupMembers.remove(one, company.id(), top, ben.id());
                    return "";
                },
                () -> assignments.changeGroups(two, company.id(), ada.id(), List.of("Other"), Expected.ANY));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "forbidden");
    }

    @RepeatedTest(15)
    void of_two_groups_that_lose_the_right_at_once_one_keeps_it() throws Exception {
        var company = SERVER.company("marketplace");
        var first = chiefs(company, "First");
        var second = chiefs(company, "Second");
        company.inGroups("First");
        company.inGroups("Second");
        var one = machine(company);
        var two = machine(company);
        var without = new GroupChange(null, null, List.of("marketplace"));

        var outcomes = AtOnce.run(
                () -> groups.change(one, company.id(), first, without, Expected.ANY),
                () -> groups.change(two, company.id(), second, without, Expected.ANY));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "last-administrator");
    }

    // Elsewhere

    @Test
    void what_belongs_to_another_organization_is_not_there() {
        var elsewhere = SERVER.company("marketplace");
        var foreign = create(elsewhere, "Foreign");
        var stranger = elsewhere.another("marketplace");
        var person = COMPANY.another("marketplace");
        var own = create(COMPANY, "Own of here " + Ids.next());
        var client = COMPANY.client("access_management");
        var visitor = COMPANY.visitor("administrators");

        assertThat(client.get(path("/groups/" + foreign)).status()).isEqualTo(404);
        assertThat(client.get(path("/groups/" + foreign + "/members")).status()).isEqualTo(404);
        assertThat(client.patch(path("/groups/" + foreign), "{\"name\": \"Mine\"}")
                        .status())
                .isEqualTo(404);
        assertThat(client.delete(path("/groups/" + foreign)).status()).isEqualTo(404);
        assertThat(client.put(path("/users/" + person.id() + "/groups"), "{\"groups\": [\"" + foreign + "\"]}")
                        .text("/errors/0/code"))
                .isEqualTo("unknown");
        assertThat(client.get(path("/users?group=" + foreign)).status()).isEqualTo(422);
        assertThat(visitor.post(
                                COMPANY.path("/groups/" + foreign + "/members/add"),
                                Map.of("members", person.id().toString()))
                        .status())
                .isEqualTo(404);
        assertThat(visitor.post(
                                COMPANY.path("/groups/" + own + "/members/add"),
                                Map.of("members", stranger.id().toString()))
                        .status())
                .isEqualTo(404);
        assertThat(visitor.post(COMPANY.path("/groups/" + own + "/members/" + stranger.id() + "/remove"), Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(outcome(() -> groups.create(
                        COMPANY.person("administrators").actor(),
                        COMPANY.id(),
                        new NewGroup("With a stranger", "", List.of("marketplace"), Set.of(stranger.id())))))
                .isEqualTo("not-found");
        assertThat(groupsOf(stranger)).hasSize(1);
    }

    // Making one step by step

    @Test
    void nothing_is_created_before_the_last_step_and_the_input_is_kept() {
        var visitor = COMPANY.another("administrators").signIn();
        var person = COMPANY.another("marketplace");

        var modules = visitor.post(
                        COMPANY.path("/groups/new"), Map.of("name", "Step by step", "description", "In four"))
                .location();
        assertThat(modules).endsWith("/modules");
        var withoutModule = visitor.post(modules, Map.of());
        assertThat(withoutModule.status()).isEqualTo(422);
        assertThat(withoutModule.fieldError("roles")).isNotEmpty();
        var overview = modules.replace("/modules", "/overview");
        assertThat(visitor.get(overview).location()).isEqualTo(modules);
        visitor.post(modules, Map.of("roles", "marketplace", "action", "back"));
        assertThat(visitor.get(modules.replace("/modules", "/general")).value("name"))
                .isEqualTo("Step by step");
        assertThat(visitor.get(modules).body()).containsPattern("value=\"marketplace\"[^>]* checked");
        var members = visitor.post(modules, Map.of("roles", "marketplace")).location();
        assertThat(visitor.post(members, Map.of("members", person.id().toString()))
                        .location())
                .isEqualTo(overview);
        assertThat(visitor.get(overview).body())
                .contains("Step by step", "In four", "Buys and sells in the product.", person.email());
        assertThat(groups.find(COMPANY.id(), "Step by step")).isEmpty();

        var done = visitor.post(overview, Map.of());

        var made = groups.find(COMPANY.id(), "Step by step").orElseThrow();
        assertThat(done.location()).isEqualTo(COMPANY.path("/groups/" + made.id() + "/members"));
        assertThat(made.members()).isEqualTo(1);
        assertThat(made.description()).isEqualTo("In four");
        assertThat(visitor.get(overview).location()).isEqualTo(done.location());
        assertThat(visitor.post(overview, Map.of()).location()).isEqualTo(done.location());
    }

    @Test
    void without_a_script_a_search_keeps_what_was_ticked() {
        var visitor = COMPANY.another("administrators").signIn();
        var ticked = COMPANY.another("marketplace");
        var other = COMPANY.another("marketplace");
        var modules = visitor.post(COMPANY.path("/groups/new"), Map.of("name", "Searched"))
                .location();
        var members = visitor.post(modules, Map.of("roles", "marketplace")).location();

        var sent = visitor.post(
                members, Map.of("members", ticked.id().toString(), "search", other.email(), "action", "search"));
        var found = visitor.get(sent.location());

        assertThat(sent.location()).startsWith(members + "?search=");
        assertThat(found.body())
                .containsPattern("value=\"" + ticked.id() + "\" checked")
                .contains("value=\"" + other.id() + "\"")
                .doesNotContainPattern("value=\"" + other.id() + "\" checked");
        assertThat(visitor.get(members).body()).containsPattern("value=\"" + ticked.id() + "\" checked");
        var page = COMPANY.path("/users/" + other.id() + "/groups");
        var again = visitor.post(
                page, Map.of("groups", defaultGroup(COMPANY).toString(), "search", "nothing", "action", "search"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body())
                .containsPattern("value=\"" + defaultGroup(COMPANY) + "\" checked")
                .contains("No matches.");
    }

    @Test
    void a_draft_belongs_to_the_user_who_typed_it() {
        var mine = COMPANY.visitor("administrators")
                .post(COMPANY.path("/groups/new"), Map.of("name", "Only mine"))
                .location();
        var other = COMPANY.another("administrators").signIn();

        assertThat(other.get(mine).status()).isEqualTo(404);
        assertThat(other.post(mine, Map.of("roles", "marketplace")).status()).isEqualTo(404);
        assertThat(SERVER.operator().get(mine).status()).isEqualTo(404);
        assertThat(COMPANY.visitor("administrators").get(mine).status()).isEqualTo(200);
    }

    @Test
    void what_no_text_can_hold_is_refused_or_left_out_and_never_a_fault() {
        var visitor = COMPANY.visitor("administrators");
        var modules =
                visitor.post(COMPANY.path("/groups/new"), Map.of("name", "Odd")).location();
        var general = modules.replace("/modules", "/general");

        assertThat(visitor.post(general, Map.of("name", "O\0dd")).status()).isEqualTo(422);
        assertThat(visitor.post(general, Map.of("name", "O\0dd", "action", "back"))
                        .status())
                .isEqualTo(303);
        assertThat(visitor.get(general).value("name")).isEqualTo("Odd");
        assertThat(visitor.get(COMPANY.path("/groups?search=%00")).status()).isEqualTo(422);
        assertThat(visitor.post(
                                modules.replace("/modules", "/members"),
                                Map.of("search", "\0", "action", "search", "members", "no id"))
                        .status())
                .isEqualTo(422);
        assertThat(visitor.get(COMPANY.path("/groups/no-id")).status()).isEqualTo(404);
    }

    @Test
    void a_concurrent_change_is_reported_instead_of_overwritten() {
        var group = create(COMPANY, "Changed twice");
        var page = COMPANY.path("/groups/" + group);
        var visitor = COMPANY.visitor("administrators");
        var version = visitor.get(page).value("version");
        visitor.post(page, Map.of("name", "Changed once", "version", version));
        visitor.get(page);

        var text = visitor.post(page, Map.of("name", "Changed at the same time", "version", version));
        var modules = visitor.post(page + "/modules", Map.of("roles", "account_management", "version", version));

        assertThat(text.status()).isEqualTo(409);
        assertThat(text.sentence()).contains("This was changed in the meantime");
        assertThat(text.value("name")).isEqualTo("Changed at the same time");
        assertThat(modules.status()).isEqualTo(409);
        assertThat(groups.find(COMPANY.id(), group.toString()).orElseThrow().name())
                .isEqualTo("Changed once");
    }

    @Test
    void a_new_user_is_added_to_groups_on_the_ordinary_form_too() {
        var company = SERVER.company("marketplace");
        database()
                .sql(
                        "update organizations set policy = jsonb_set(policy, '{onboarding}', '[\"email_link\"]') where id = :id")
                .param("id", company.id().value())
                .update();
        var visitor = company.visitor("administrators");
        var form = Map.of("firstName", "Ada", "lastName", "Byron", "email", company.freshAddress());

        var none = visitor.post(company.path("/users"), form);
        var chosen = new HashMap<>(form);
        chosen.put("groups", defaultGroup(company).toString());
        var searched = new HashMap<>(chosen);
        searched.put("action", "search");
        var found = visitor.post(company.path("/users"), searched);
        var made = visitor.post(company.path("/users"), chosen);

        assertThat(none.status()).isEqualTo(422);
        assertThat(none.fieldError("groups")).isNotEmpty();
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body()).containsPattern("value=\"" + defaultGroup(company) + "\" checked");
        assertThat(made.location()).endsWith("/groups");
        assertThat(visitor.get(made.location()).body()).contains("Administrators");
    }

    // Help

    private static void refused(String pattern, Supplier<String> deed) {
        assertThat(deed.get()).containsPattern(pattern);
    }

    /** Creates a group in its four steps; returns the message with which the last one was refused. */
    private static String stepByStep(Company company, Person actor, String role, Person member) {
        var visitor = actor.visitor();
        var modules = visitor.post(company.path("/groups/new"), Map.of("name", "Group " + Ids.next()))
                .location();
        var members = visitor.post(modules, Map.of("roles", role)).location();
        var overview =
                visitor.post(members, Map.of("members", member.id().toString())).location();
        var answer = visitor.post(overview, Map.of());
        assertThat(answer.status()).isEqualTo(403);
        return answer.sentence();
    }

    /** A user who manages people and groups, but governs only these roles. */
    private Person desk(Company company, String... governs) {
        var roles = governs.length == 0 ? List.of("marketplace") : List.of(governs);
        newRole(
                company,
                "desk",
                List.of("users.view", "users.create", "users.assign_role", "groups.manage", "profile.edit"),
                roles);
        return company.another("desk");
    }

    private static RoleId newRole(Company company, String key, List<String> permissions, List<String> governs) {
        return SERVER.bean(Roles.class)
                .create(TestServer.OPERATOR, company.id(), new NewRole(key, key, "", permissions, List.of(), governs))
                .id();
    }

    private GroupId create(Company company, String name) {
        return groups.create(
                        TestServer.OPERATOR, company.id(), new NewGroup(name, "", List.of("marketplace"), Set.of()))
                .id();
    }

    private static String create(ApiClient client, String name, String role) {
        var made = client.post(path("/groups"), body(name, role));
        assertThat(made.status()).isEqualTo(201);
        return made.text("/id");
    }

    private GroupId chiefs(Company company, String name) {
        var wanted = new NewGroup(name, "", List.of("access_management", "marketplace"), Set.of());
        return groups.create(TestServer.OPERATOR, company.id(), wanted).id();
    }

    private GroupId defaultGroup(Company company) {
        return groups.findDefault(company.id()).orElseThrow().id();
    }

    private static Actor machine(Company company) {
        var token = SERVER.bean(ApiTokens.class)
                .create(TestServer.OPERATOR, company.id(), "machine", "access_management", null)
                .token();
        var authority = SERVER.bean(Authorities.class).ofToken(company.id(), token.id());
        return new Actor.TokenHolder(token.id(), "machine", false, null, authority);
    }

    /** What they currently have. */
    private static Authority held(Person person) {
        return SERVER.bean(Authorities.class).of(person.company().id(), person.id());
    }

    private void setGroups(Actor actor, Person person, String... references) {
        assignments.changeGroups(actor, person.company().id(), person.id(), List.of(references), Expected.ANY);
    }

    private List<GroupId> groupsOf(Person person) {
        return database()
                .sql("select group_id from group_members where user_id = :user")
                .param("user", person.id().value())
                .query((row, n) -> new GroupId(Objects.requireNonNull(row.getObject(1, UUID.class))))
                .list();
    }

    /** The members of each group, and what it carries. */
    private static List<String> everything(Company company) {
        return database()
                .sql("""
                        select concat_ws(' ', group_id, user_id) from group_members where organization_id = :here
                        union all select concat_ws(' ', group_id, role_id) from group_roles where organization_id = :here
                        union all select concat_ws(' ', id, name) from groups where organization_id = :here
                        union all select concat_ws(' ', user_id, status) from memberships where organization_id = :here
                        order by 1
                        """)
                .param("here", company.id().value())
                .query(String.class)
                .list();
    }

    private static List<String> actions() {
        return database()
                .sql("select action from audit_events where organization_id = :here")
                .param("here", COMPANY.id().value())
                .query(String.class)
                .list();
    }

    private static String outcome(Runnable deed) {
        try {
            deed.run();
            return "done";
        } catch (ProblemException refused) {
            return refused.problem().code();
        }
    }

    private static JdbcClient database() {
        return SERVER.bean(JdbcClient.class);
    }

    private static String path(String rest) {
        return "/organizations/" + COMPANY.slug() + rest;
    }

    private static String body(String name, String role) {
        return "{\"name\": \"%s\", \"roles\": [\"%s\"]}".formatted(name, role);
    }
}
