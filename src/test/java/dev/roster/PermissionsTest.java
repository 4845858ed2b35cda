package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.groups.GroupMembers;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.http.Languages;
import dev.roster.people.Removals;
import dev.roster.roles.NewRole;
import dev.roster.roles.RoleChange;
import dev.roster.roles.Roles;
import dev.roster.shared.GroupId;
import dev.roster.shared.Ids;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The permission that each operation requires, tested with a program that has every other permission and governs the user it
 * acts on. The access table cannot show this: there, askers without a permission mostly govern no one, and are refused either
 * way.
 */
class PermissionsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");
    private static final Company LINKED = SERVER.linkedTo(COMPANY, "Linked");
    private static final Map<Permission, ApiClient> WITHOUT = new EnumMap<>(Permission.class);

    private static final Person PERSON;
    private static final UserId INVITED;
    private static final GroupId GROUP;

    static {
        everythingIsOffered();
        role("none", List.of(), List.of());
        PERSON = COMPANY.quick("none");
        INVITED = invited();
        GROUP = SERVER.bean(Groups.class)
                .create(TestServer.OPERATOR, COMPANY.id(), new NewGroup("Group", "", List.of("none"), Set.of()))
                .id();
    }

    private static final List<Deed> DEEDS = List.of(
            new Deed(Permission.USERS_VIEW, "GET", "/users", ""),
            new Deed(Permission.USERS_VIEW, "GET", "/users/{user}", ""),
            new Deed(Permission.USERS_VIEW, "GET", "/users.csv", ""),
            new Deed(Permission.USERS_VIEW, "GET", "/groups", ""),
            new Deed(Permission.USERS_VIEW, "GET", "/groups/{group}", ""),
            new Deed(Permission.USERS_VIEW, "GET", "/groups/{group}/members", ""),
            new Deed(Permission.USERS_VIEW, "GET", "/users/{invited}/invitation", ""),
            new Deed(
                    Permission.USERS_CREATE,
                    "POST",
                    "/users",
                    "{'displayName': 'New', 'email': '{address}', 'role': 'none'}"),
            new Deed(Permission.USERS_CREATE, "GET", "/address?email=somebody@example.com", ""),
            new Deed(Permission.USERS_CREATE, "POST", "/imports", "email,displayName\nsomebody@example.com,Some Body"),
            new Deed(Permission.USERS_CREATE, "GET", "/imports", ""),
            new Deed(Permission.USERS_CREATE, "POST", "/users/{invited}/invitation/link", ""),
            new Deed(Permission.USERS_CREATE, "POST", "/users/{invited}/invitation/resend", ""),
            new Deed(Permission.USERS_CREATE, "POST", "/users/{invited}/invitation/renewal", ""),
            new Deed(Permission.USERS_EDIT, "PATCH", "/users/{user}", "{'displayName': 'New'}"),
            new Deed(Permission.USERS_EDIT, "PATCH", "/users/{user}", "{'email': '{address}'}"),
            new Deed(Permission.USERS_SET_PASSWORD, "PATCH", "/users/{user}", "{'email': '{address}'}"),
            new Deed(Permission.USERS_SET_PASSWORD, "PUT", "/users/{user}/password", "{'generate': true}"),
            new Deed(Permission.USERS_RESET_PASSWORD, "POST", "/users/{user}/password-reset", ""),
            new Deed(
                    Permission.USERS_RESET_PASSWORD,
                    "POST",
                    "/sign-in-links",
                    "{'users':['01a20000-0000-7000-8000-000000000001']}"),
            new Deed(Permission.USERS_ASSIGN_ROLE, "PUT", "/users/{user}/role", "{'role': 'none'}"),
            new Deed(Permission.USERS_ASSIGN_ROLE, "PUT", "/users/{user}/groups", "{'groups': []}"),
            new Deed(Permission.USERS_DEACTIVATE, "PUT", "/users/{user}/deactivation", ""),
            new Deed(Permission.USERS_DEACTIVATE, "DELETE", "/users/{user}/deactivation", ""),
            new Deed(Permission.USERS_REMOVE, "POST", "/users/{user}/removal", ""),
            new Deed(Permission.USERS_DELETE, "DELETE", "/users/{user}", ""),
            new Deed(Permission.USERS_DELETE, "POST", "/users/{user}/restoration", "{'mail': false}"),
            new Deed(Permission.USERS_ERASE, "POST", "/users/{user}/erasure", "{'confirm': 'x'}"),
            new Deed(Permission.USERS_RESET_FACTOR, "GET", "/users/{user}/factors", ""),
            new Deed(Permission.USERS_RESET_FACTOR, "DELETE", "/users/{user}/factors", ""),
            new Deed(Permission.USERS_SIGN_OUT, "GET", "/users/{user}/sessions", ""),
            new Deed(Permission.USERS_SIGN_OUT, "DELETE", "/users/{user}/sessions", ""),
            new Deed(Permission.GROUPS_MANAGE, "POST", "/groups", "{'name': 'New', 'roles': ['none']}"),
            new Deed(Permission.GROUPS_MANAGE, "PATCH", "/groups/{group}", "{'description': 'New'}"),
            new Deed(Permission.GROUPS_MANAGE, "DELETE", "/groups/{group}", ""),
            new Deed(Permission.ROLES_VIEW, "GET", "/roles", ""),
            new Deed(Permission.ROLES_MANAGE, "POST", "/roles", "{'key': 'another', 'name': 'Another'}"),
            new Deed(
                    Permission.ROLES_MANAGE,
                    "PUT",
                    "/roles/none",
                    "{'key': 'none', 'name': 'New', 'description': '',"
                            + " 'permissions': [], 'productPermissions': [], 'governs': []}"),
            new Deed(Permission.ROLES_MANAGE, "DELETE", "/roles/none", ""),
            new Deed(Permission.AUDIT_VIEW, "GET", "/audit-events", ""),
            new Deed(Permission.AUDIT_VIEW, "GET", "/audit-events?count=true", ""),
            new Deed(Permission.AUDIT_VIEW, "GET", "/audit-events.csv", ""),
            new Deed(Permission.COMPANIES_MANAGE, "GET", "/linked", ""),
            new Deed(Permission.COMPANIES_MANAGE, "POST", "/linked", "{'name': 'New', 'preset': 'partner'}"),
            new Deed(Permission.COMPANIES_MANAGE, "GET", "/users/{user}/grants", ""),
            new Deed(Permission.COMPANIES_MANAGE, "PUT", "/users/{user}/grants/{linked}", ""),
            new Deed(Permission.COMPANIES_MANAGE, "DELETE", "/users/{user}/grants/{linked}", ""),
            new Deed(Permission.API_TOKENS_MANAGE, "GET", "/api-tokens", ""),
            new Deed(Permission.API_TOKENS_MANAGE, "POST", "/api-tokens", "{'name': 'New', 'role': 'none'}"),
            new Deed(Permission.ORGANIZATION_ADMINISTER, "PATCH", "", "{'name': 'New'}"),
            new Deed(Permission.ORGANIZATION_ADMINISTER, "PUT", "/policy", "{policy}"),
            new Deed(Permission.ORGANIZATION_ADMINISTER, "DELETE", "/linked/{linked}", ""));

    /** @param body with single quotes instead of double quotes */
    private record Deed(Permission permission, String method, String path, String body) {
        @Override
        public String toString() {
            return method + " " + path + " takes " + permission.key();
        }
    }

    @TestFactory
    Stream<DynamicTest> each_operation_takes_its_permission() {
        return DEEDS.stream()
                .map(deed -> DynamicTest.dynamicTest(deed.toString(), () -> {
                    var answer = send(WITHOUT.computeIfAbsent(deed.permission(), PermissionsTest::without), deed);

                    assertThat(answer.code()).isEqualTo("forbidden");
                    assertThat(answer.text("/detail")).contains(words(deed.permission()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_operation_takes_governing() {
        var high = SERVER.bean(Groups.class)
                .create(
                        TestServer.OPERATOR,
                        COMPANY.id(),
                        new NewGroup("High " + Ids.next(), "", List.of("manager"), Set.of()))
                .id();
        var manager = COMPANY.quick("manager").id();
        var client = WITHOUT.computeIfAbsent(Permission.AUDIT_VIEW, PermissionsTest::without);
        return Stream.of(
                        "DELETE /groups/" + high + " role-not-governed",
                        "GET /users/" + manager + "/sessions person-not-governed",
                        "DELETE /users/" + manager + "/sessions person-not-governed",
                        "GET /users/" + manager + "/factors person-not-governed",
                        "DELETE /users/" + manager + "/factors person-not-governed",
                        "PUT /users/" + PERSON.id() + "/role role-not-governed")
                .map(line -> line.split(" "))
                .map(deed -> DynamicTest.dynamicTest(deed[0] + " " + deed[1].replaceAll("/[0-9a-f-]{36}", "/…"), () -> {
                    var body = deed[0].equals("PUT") ? "{\"role\": \"manager\"}" : null;
                    assertThat(client.send(deed[0], "/organizations/" + COMPANY.slug() + deed[1], body)
                                    .code())
                            .isEqualTo(deed[2]);
                }));
    }

    @Test
    void adding_people_to_a_group_takes_its_permission() {
        assertForbidden(
                Permission.USERS_ASSIGN_ROLE,
                actor -> SERVER.bean(GroupMembers.class).add(actor, COMPANY.id(), GROUP, Set.of(PERSON.id())));
    }

    @Test
    void looking_at_the_members_of_a_group_takes_its_permission() {
        assertForbidden(
                Permission.USERS_VIEW,
                actor -> SERVER.bean(GroupMembers.class).list(actor, COMPANY.id(), GROUP, null, 1));
    }

    @Test
    void removing_a_user_from_a_group_requires_its_permission() {
        assertForbidden(
                Permission.USERS_ASSIGN_ROLE,
                actor -> SERVER.bean(GroupMembers.class).remove(actor, COMPANY.id(), GROUP, PERSON.id()));
    }

    @Test
    void taking_an_invitation_back_takes_its_permission() {
        assertForbidden(
                Permission.USERS_CREATE,
                actor -> SERVER.bean(Removals.class).revokeInvitation(actor, COMPANY.id(), PERSON.id()));
    }

    @Test
    void changing_a_role_takes_its_permission() {
        var wanted = new RoleChange("None", "", List.of(), List.of(), List.of());
        assertForbidden(
                Permission.ROLES_MANAGE,
                actor -> SERVER.bean(Roles.class).change(actor, COMPANY.id(), "none", wanted, null));
    }

    private static void assertForbidden(Permission missing, Consumer<Actor> deed) {
        WITHOUT.computeIfAbsent(missing, PermissionsTest::without);
        var actor = COMPANY.quick("without_" + missing.key().replace('.', '_')).actor();
        assertThatThrownBy(() -> deed.accept(actor))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(AccessProblem.FORBIDDEN));
    }

    private static Answer send(ApiClient client, Deed deed) {
        var path = "/organizations/" + COMPANY.slug()
                + deed.path()
                        .replace("{user}", PERSON.id().toString())
                        .replace("{invited}", INVITED.toString())
                        .replace("{group}", GROUP.toString())
                        .replace("{linked}", LINKED.slug());
        if (deed.body().isEmpty()) {
            return client.send(deed.method(), path, null);
        }
        if (deed.path().equals("/imports")) {
            return client.sendFile(path, deed.body().getBytes(StandardCharsets.UTF_8), "text/csv");
        }
        var body = deed.body().equals("{policy}")
                ? ApiClient.operator().get(path).response().body()
                : deed.body().replace('\'', '"').replace("{address}", COMPANY.freshAddress());
        return client.send(deed.method(), path, body);
    }

    private static ApiClient without(Permission missing) {
        var key = "without_" + missing.key().replace('.', '_');
        role(
                key,
                Arrays.stream(Permission.values())
                        .filter(permission -> permission != missing)
                        .map(Permission::key)
                        .toList(),
                List.of("none"));
        return COMPANY.client(key);
    }

    private static void everythingIsOffered() {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        update organizations
                           set policy = policy || '{"onboarding": ["email_link", "invitation"],
                                                    "departures": ["deactivate", "delete", "remove", "erase"],
                                                    "othersPasswords": ["generate", "set"]}'
                         where id = :here
                        """)
                .param("here", COMPANY.id().value())
                .update();
    }

    private static UserId invited() {
        var made = ApiClient.operator()
                .post(
                        "/organizations/" + COMPANY.slug() + "/users",
                        "{\"displayName\": \"Ada\", \"email\": \"%s\", \"role\": \"none\", \"onboarding\": \"invitation\"}"
                                .formatted(COMPANY.freshAddress()));
        return new UserId(UUID.fromString(made.text("/id")));
    }

    private static String words(Permission permission) {
        return SERVER.bean(Languages.class).in("en").get("permission." + permission.key());
    }

    private static void role(String key, List<String> permissions, List<String> governs) {
        SERVER.bean(Roles.class)
                .create(TestServer.OPERATOR, COMPANY.id(), new NewRole(key, key, "", permissions, List.of(), governs));
    }
}
