package dev.roster;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.AccessTable.Row;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Requests every route as every kind of person: {@code access-table.txt} says with which status it answers. */
class AccessTableTest {
    private static final TestServer SERVER = TestServer.get();
    private static final AccessTable TABLE = AccessTable.read("/access-table.txt");

    /** Requested only in the section of marketplaces: groups, invitations, and removing people. */
    private static final Pattern OF_MARKETPLACES =
            Pattern.compile("/(?:groups|[a-z-]*invitations?(?:-link)?)(?:/|$)|/users/\\{user}/remove$");

    /** What users decide about the companies linked to their own organization. */
    private static final Pattern OF_OWN_COMPANIES = Pattern.compile("/companies/|POST /o/[^/]+/companies$");

    /** The askers sign in many times from one address. */
    @BeforeAll
    static void every_bucket_is_full_again() {
        SERVER.clock().advance(Duration.ofMinutes(61));
    }

    @TestFactory
    Stream<DynamicTest> everybody_gets_the_answer_that_the_table_says() {
        return TABLE.sections().stream().flatMap(section -> {
            var cast = new AccessCast(SERVER, section.name());
            return section.rows().stream()
                    .map(row -> DynamicTest.dynamicTest(section.name() + ": " + row, () -> answersAsItSays(cast, row)));
        });
    }

    @Test
    void the_table_has_every_route_and_no_other() {
        var routes = routes();

        assertThat(routes).hasSizeGreaterThan(50);
        assertThat(routesOf("partner", "marketplace", "api")).isEqualTo(routes);
        var everywhere = routes.stream()
                .filter(AccessTableTest::isInOrganization)
                .filter(r -> !OF_MARKETPLACES.matcher(r).find())
                .collect(toSet());
        for (var section : List.of("partner", "workspace", "appliance", "linked")) {
            assertThat(routesOf(section).stream()
                            .filter(r -> isInOrganization(r)
                                    && !OF_MARKETPLACES.matcher(r).find()))
                    .as(section)
                    .containsExactlyInAnyOrderElementsOf(everywhere);
        }
    }

    /** The section on a linked company, expressed again as the rule that it follows. */
    @Test
    void who_acts_by_a_grant_gets_what_the_companys_own_get_and_who_lost_it_nothing() {
        var own = TABLE.section("partner").rows().stream().collect(toMap(Row::toString, row -> row));
        for (var row : TABLE.section("linked").rows()) {
            for (var gone : List.of("ungranted", "demoted", "revoked", "unlinked", "other_grant")) {
                assertThat(row.answer(gone)).as("%s: %s", gone, row).isEqualTo("404");
            }
            assertThat(row.answer("removed"))
                    .as("%s", row)
                    .isEqualTo(row.method().equals("GET") ? "login" : "401");
            var there = own.get(row.toString());
            if (there == null || row.route().endsWith("/team")) {
                continue;
            }
            assertThat(row.answer("native")).as("%s", row).isEqualTo(there.answer("administrator"));
            assertThat(row.answer("operator")).as("%s", row).isEqualTo(there.answer("operator"));
            if (!row.of().equals("themselves")
                    && !OF_OWN_COMPANIES
                            .matcher(row.method() + " " + row.route())
                            .find()) {
                assertThat(row.answer("granted_administrator")).as("%s", row).isEqualTo(row.answer("native"));
                assertThat(row.answer("granted_manager")).as("%s", row).isEqualTo(there.answer("manager"));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> no_form_is_taken_without_its_token() {
        var cast = new AccessCast(SERVER, "partner");
        return TABLE.section("partner").rows().stream()
                .filter(row -> row.method().equals("POST"))
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    for (var kind : List.of("nobody", "administrator", "operator")) {
                        var asker = cast.asker(kind, false);
                        var answer = asker.sendWithoutToken(
                                row.method(), cast.path(row, asker, false), cast.with(row, asker));
                        assertThat(answer.status()).as(kind).isEqualTo(403);
                        assertThat(answer.sentence()).contains("expired");
                    }
                }));
    }

    private static void answersAsItSays(AccessCast cast, Row row) {
        var seen = new ArrayList<String>();
        for (int i = 0; i < row.kinds().size(); i++) {
            var changes = !row.method().equals("GET") && row.answers().get(i).matches("20.|303");
            var asker = cast.asker(row.kinds().get(i), row.of().equals("anew"));
            var answer = asker.send(row.method(), cast.path(row, asker, changes), cast.with(row, asker));
            seen.add(written(answer));
        }
        assertThat(Map.of("answers", seen, "kinds", row.kinds()))
                .isEqualTo(Map.of("answers", row.answers(), "kinds", row.kinds()));
    }

    private static String written(Answer answer) {
        return answer.status() == 302 && answer.location().startsWith("/login?next=")
                ? "login"
                : String.valueOf(answer.status());
    }

    private static boolean isInOrganization(String route) {
        return route.contains(" /o/{org}");
    }

    private static Set<String> routesOf(String... sections) {
        return Stream.of(sections)
                .flatMap(section -> TABLE.section(section).rows().stream())
                .map(row -> row.method() + " " + row.route())
                .collect(toCollection(TreeSet::new));
    }

    /** As registered with Spring; a choice such as {@code {action:delete|restore}} counts as several routes. */
    private static Set<String> routes() {
        return SERVER
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(AccessTableTest::routes)
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> routes(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(AccessTableTest::choices)
                .flatMap(path -> (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                        .stream().map(method -> method + " " + path));
    }

    private static Stream<String> choices(String pattern) {
        var start = pattern.indexOf(":");
        if (start < 0) {
            return Stream.of(pattern);
        }
        var open = pattern.lastIndexOf('{', start);
        var close = pattern.indexOf('}', start);
        return Stream.of(pattern.substring(start + 1, close).split("\\|"))
                .map(choice -> pattern.substring(0, open) + choice + pattern.substring(close + 1));
    }
}
