package dev.roster.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.shared.Ids;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The views above the list of users: those that everyone has, and those that people save for themselves. */
class UserViewsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern VIEW =
            Pattern.compile("<a class=\"view\" href=\"([^\"]+)\"([^>]*)>(.*?)</a>", Pattern.DOTALL);
    private static final Pattern PERSON = Pattern.compile("/users/([0-9a-f-]{36})\"><bdi>");

    private final Company company = SERVER.company("partner");
    private final Visitor administrator = company.visitor("administrator");

    /** Each view's name with its number. */
    private Map<String, String> views(Visitor visitor, String query) {
        var views = new LinkedHashMap<String, String>();
        VIEW.matcher(visitor.get(company.path("/users" + query)).body())
                .results()
                .forEach(view -> {
                    var parts = view.group(3).split("<span class=\"view-count\">");
                    views.put(
                            parts[0].replaceAll("<[^>]*>", "").strip(),
                            (parts.length > 1 ? parts[1].replace("</span>", "") : "")
                                    + (view.group(2).contains("aria-current") ? " current" : ""));
                });
        return views;
    }

    private String[] listed(String query) {
        return PERSON.matcher(administrator.get(company.path("/users" + query)).body())
                .results()
                .map(person -> person.group(1))
                .toArray(String[]::new);
    }

    private static void signedIn(Person person, Duration ago) {
        SERVER.bean(JdbcClient.class)
                .sql("update memberships set last_sign_in_at = :at where user_id = :user")
                .param("at", SERVER.clock().instant().minus(ago).atOffset(ZoneOffset.UTC))
                .param("user", person.id().value())
                .update();
    }

    @Test
    void each_view_says_how_many_it_lists() {
        var active = company.quick("user");
        var dormant = company.quick("user");
        var waiting = company.pending("user");
        var without = company.pending("user");
        var late = company.pending("read_only");
        signedIn(active, Duration.ofDays(3));
        signedIn(dormant, Duration.ofDays(91));
        var database = SERVER.bean(JdbcClient.class);
        database.sql("delete from links where user_id = :user")
                .param("user", without.id().value())
                .update();
        database.sql("update links set expires_at = :at where user_id = :user")
                .param("at", SERVER.clock().instant().minusSeconds(60).atOffset(ZoneOffset.UTC))
                .param("user", late.id().value())
                .update();

        // With the administrator who looks, who has signed in.
        assertThat(views(administrator, ""))
                .containsEntry("All", "6 current")
                .containsEntry("Active", "3")
                .containsEntry("Not signed in for 90 days", "1")
                .containsEntry("Never signed in", "3")
                .containsEntry("Link expired", "1")
                .containsEntry("No link sent", "1")
                .containsEntry("Deleted", "0");
        assertThat(listed("?link=none")).containsExactly(without.id().toString());
        assertThat(listed("?link=expired")).containsExactly(late.id().toString());
        assertThat(listed("?signIn=90")).containsExactly(dormant.id().toString());
        assertThat(views(administrator, "?link=expired&search=person")).containsEntry("Link expired", "1 current");
        assertThat(views(company.visitor("user"), "")).doesNotContainKey("Deleted");
        assertThat(administrator.get(company.path("/users?link=lost")).status()).isEqualTo(422);
        assertThat(administrator.get(company.path("/users.csv?link=none")).body())
                .contains(without.email())
                .doesNotContain(waiting.email());

        signedIn(dormant, Duration.ofDays(1));
        assertThat(views(administrator, "")).doesNotContainKey("Not signed in for 90 days");
    }

    @Test
    void large_numbers_are_counted_no_further_than_a_thousand() {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        with made as (
                            insert into users (id, email, email_key, home_organization_id, created_at)
                            select gen_random_uuid(), n || '@' || :slug, n || '@' || :slug, :here, now()
                              from generate_series(1, 1002) n
                            returning id)
                        insert into memberships (organization_id, user_id, status, role_id, onboarding, sort_name,
                                                 search, created_at, status_changed_at)
                        select :here, id, 'pending', null, 'email_link', 'x', 'x', now(), now() from made
                        """)
                .param("slug", company.slug())
                .param("here", company.id().value())
                .update();

        assertThat(views(administrator, ""))
                .containsEntry("All", "1,000+ current")
                .containsEntry("No link sent", "1,000+")
                .containsEntry("Active", "1");
    }

    @Test
    void a_saved_view_keeps_filters_and_order_for_the_person_who_saved_it() {
        var saved = administrator.post(
                company.path("/users/views"),
                Map.of("name", " Dormant  managers ", "role", "manager", "signIn", "30", "sort", "-createdAt"));

        assertThat(saved.status()).isEqualTo(303);
        assertThat(saved.location()).endsWith("/users?role=manager&signIn=30&sort=-createdAt");
        var query = saved.location().substring(saved.location().indexOf('?'));
        assertThat(views(administrator, query)).containsEntry("Dormant managers", " current");
        assertThat(views(company.visitor("manager"), "")).doesNotContainKey("Dormant managers");

        administrator.post(company.path("/users/views"), Map.of("name", "Dormant managers", "role", "user"));
        var page = administrator.get(company.path("/users?role=user")).body();
        assertThat(views(administrator, "?role=user")).containsEntry("Dormant managers", " current");

        var id = page.replaceAll("(?s).*/users/views/([0-9a-f-]{36})/delete.*", "$1");
        var delete = company.path("/users/views/" + id + "/delete");
        assertThat(company.visitor("manager").post(delete, Map.of()).status()).isEqualTo(404);
        assertThat(administrator.post(delete, Map.of()).status()).isEqualTo(303);
        assertThat(views(administrator, "")).doesNotContainKey("Dormant managers");
    }

    @Test
    void a_view_needs_a_name_and_filters_that_exist_and_nobody_saves_more_than_twenty() {
        var views = company.path("/users/views");
        assertThat(administrator.post(views, Map.of("name", " ")).status()).isEqualTo(422);
        assertThat(administrator.post(views, Map.of("name", "x".repeat(61))).status())
                .isEqualTo(422);
        assertThat(administrator.post(views, Map.of("name", "a\u0007b")).status())
                .isEqualTo(422);
        assertThat(administrator
                        .post(views, Map.of("name", "x", "role", "nobody"))
                        .status())
                .isEqualTo(422);
        for (int i = 0; i < 20; i++) {
            assertThat(administrator.post(views, Map.of("name", "View " + i)).status())
                    .isEqualTo(303);
        }
        var refused = administrator.post(views, Map.of("name", "One more"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("up to 20 views");
        assertThat(administrator
                        .post(views, Map.of("name", "View 7", "role", "user"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void only_people_who_may_view_users_save_views_of_them() {
        var workspace = SERVER.company("workspace");
        var member = workspace.visitor("member");

        assertThat(member.post(workspace.path("/users/views"), Map.of("name", "Mine"))
                        .status())
                .isEqualTo(403);
        assertThat(member.post(workspace.path("/users/views/" + Ids.next() + "/delete"), Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void saved_views_go_with_the_person() {
        var manager = company.another("manager");
        manager.visitor().post(company.path("/users/views"), Map.of("name", "Mine", "status", "active"));
        assertThat(saved(manager)).isEqualTo(1);

        administrator.post(company.path("/users/" + manager.id() + "/delete"), Map.of());

        assertThat(saved(manager)).isZero();
    }

    private static int saved(Person person) {
        return SERVER.bean(JdbcClient.class)
                .sql("select count(*) from saved_views where user_id = :user")
                .param("user", person.id().value())
                .query(Integer.class)
                .single();
    }
}
