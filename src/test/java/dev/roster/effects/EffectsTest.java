package dev.roster.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Permission;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.roles.Roles;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import dev.roster.support.Visitor.Answer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A preview says who would gain and lose what, and changes nothing. */
class EffectsTest {
    private static final TestServer SERVER = TestServer.get();

    private final Company company = SERVER.company("partner");
    private final Roles roles = SERVER.bean(Roles.class);

    @Test
    void a_role_that_loses_a_permission_is_previewed_with_all_whom_it_would_be_taken_from() {
        var person = company.quick("manager");
        var other = company.quick("manager");
        company.client("manager");

        var page = previewWithout("manager", "users.delete");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("3 lose", "Delete and restore users", person.name(), other.name(), "API token")
                .doesNotContain("3 gain", "1 gains");
        assertThat(permissions("manager")).contains("users.delete");
    }

    @Test
    void what_somebody_has_in_another_way_is_not_lost() {
        var group = SERVER.bean(Groups.class)
                .create(
                        TestServer.OPERATOR,
                        company.id(),
                        new NewGroup(
                                "Also managers",
                                "",
                                List.of("manager"),
                                Set.of(company.quick("user").id())));

        var page = post(
                SERVER.operator(),
                "/groups/" + group.id() + "/modules",
                "roles=user&version=" + group.version() + "&action=preview");

        var effect = page.body().substring(page.body().indexOf("id=\"effect\""));
        assertThat(effect).contains("1 loses", "Create users").doesNotContain("View the list of users");
        assertThat(SERVER.bean(Groups.class)
                        .find(company.id(), "Also managers")
                        .orElseThrow()
                        .roleKeys())
                .containsExactly("manager");
    }

    @Test
    void invitations_that_their_inviters_could_no_longer_give_are_named() {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        update organizations set policy = jsonb_set(policy, '{onboarding}', '["email_link", "invitation"]')
                         where id = :here
                        """)
                .param("here", company.id().value())
                .update();
        var invited = company.client("manager")
                .post(
                        "/organizations/" + company.slug() + "/users",
                        "{\"email\":\"%s\",\"displayName\":\"Ines Vited\",\"role\":\"user\",\"onboarding\":\"invitation\"}"
                                .formatted(company.freshAddress()));
        assertThat(invited.status()).isEqualTo(201);

        assertThat(previewWithout("manager", "users.create").body())
                .contains("This invitation would no longer work", "Ines Vited");
        assertThat(previewWithout("manager", "users.delete").body()).doesNotContain("Ines Vited");
    }

    @Test
    void what_would_be_refused_is_refused_in_the_preview() {
        var page = post(
                company.visitor("administrator"),
                "/roles/manager",
                form("manager", Stream.of("organization.erase")) + "&action=preview");

        assertThat(page.status()).isEqualTo(422);
    }

    private Answer previewWithout(String role, String permission) {
        var kept = permissions(role).stream().filter(key -> !key.equals(permission));
        return post(company.visitor("administrator"), "/roles/" + role, form(role, kept) + "&action=preview");
    }

    private Answer post(Visitor visitor, String path, String form) {
        return visitor.send(
                "POST",
                company.path(path),
                form + "&_csrf=" + visitor.token(),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private String form(String key, Stream<String> permissions) {
        var role = roles.findByKey(company.id(), key).orElseThrow();
        var governs =
                Roles.keys(role.governs(), roles.list(company.id())).stream().map(each -> "&governs=" + each);
        return "name=" + role.name() + "&description=&version=" + role.version()
                + Stream.concat(permissions.map(each -> "&permissions=" + each), governs)
                        .collect(Collectors.joining());
    }

    private Set<String> permissions(String role) {
        return roles.findByKey(company.id(), role).orElseThrow().permissions().stream()
                .map(Permission::key)
                .collect(Collectors.toSet());
    }
}
