package dev.roster.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Authorities;
import dev.roster.access.Authority;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import dev.roster.support.Tally;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No token names an organization, a role or a permission that the person does not hold when it is issued. */
class TokenClaimsPropertyTest {
    private static final TestServer SERVER = TestServer.get();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> ROLES = List.of("administrator", "manager", "user", "read_only");

    private final AppClient app = AppClient.registered("web", "");
    private final ApiClient operator = ApiClient.operator();
    private final Company agency = SERVER.company("partner");
    private final Company linked = SERVER.linkedTo(agency, "Linked");
    private final Company market = SERVER.company("marketplace");
    private final List<Company> places = List.of(agency, linked, market);
    private final List<Person> people = List.of(agency.another("manager"), agency.another("user"));
    private final Map<String, String> refreshTokens = new HashMap<>();
    private final Map<Person, Visitor> browsers = new HashMap<>();
    private final Tally outcomes = new Tally();

    /** What is done to somebody somewhere; what is refused changes nothing. */
    private record Deed(Kind kind, int person, int place, String role, Set<String> permissions) {
        enum Kind {
            CHANGE_ROLE,
            CHANGE_GROUPS,
            CHANGE_PERMISSIONS,
            GRANT,
            REVOKE,
            DEACTIVATE,
            ACTIVATE
        }
    }

    @Test
    void a_token_says_what_its_person_holds() {
        // Administrators who stay, so that the others can be anything.
        agency.person("administrator");
        linked.person("administrator");
        for (var person : people) {
            market.makeGuest(person, "account_management");
        }
        var deeds = deeds().lists(8, 8);

        Property.holds(3, given -> {
            refreshTokens.clear();
            for (var deed : given.any(deeds)) {
                attempt(deed);
                people.forEach(person -> places.forEach(place -> requireTruth(person, place)));
            }
        });

        assertThat(outcomes.count("signed in")).as("%s", outcomes).isPositive();
        assertThat(outcomes.count("refreshed")).as("%s", outcomes).isGreaterThan(10);
        assertThat(outcomes.count("refused")).as("%s", outcomes).isGreaterThan(5);
    }

    private static Generator<Deed> deeds() {
        var kinds = Generator.of(Deed.Kind.values());
        var people = Generator.of(0, 1);
        var places = Generator.of(0, 1, 2);
        var roles = Generator.of(ROLES);
        var permissions =
                Generator.of("apps.view", "apps.edit", "networks.view").sets(3);
        return random -> new Deed(
                kinds.from(random),
                people.from(random),
                places.from(random),
                roles.from(random),
                permissions.from(random));
    }

    private void attempt(Deed deed) {
        var place = places.get(deed.place());
        var here = "/organizations/" + place.slug();
        var user = here + "/users/" + people.get(deed.person()).id();
        var grant = "/organizations/" + agency.slug() + "/users/"
                + people.get(deed.person()).id() + "/grants/" + linked.slug();
        switch (deed.kind()) {
            case CHANGE_ROLE -> operator.put(user + "/role", JSON.writeValueAsString(Map.of("role", deed.role())));
            case CHANGE_GROUPS ->
                operator.put(user + "/groups", JSON.writeValueAsString(Map.of("groups", groups(deed))));
            case CHANGE_PERMISSIONS -> changePermissions(here + "/roles", deed);
            case GRANT -> operator.put(grant, "");
            case REVOKE -> operator.delete(grant);
            case DEACTIVATE -> operator.put(user + "/deactivation", "{}");
            case ACTIVATE -> operator.delete(user + "/deactivation");
        }
    }

    /** One of each two groups. */
    private List<String> groups(Deed deed) {
        var all = operator.get("/organizations/" + places.get(deed.place()).slug() + "/groups")
                .items("id");
        return all.stream()
                .filter(id -> deed.permissions().isEmpty()
                        || (all.indexOf(id) % 2 == 0) == deed.role().contains("a"))
                .toList();
    }

    private void changePermissions(String roles, Deed deed) {
        var keys = operator.get(roles).items("key");
        var role = roles + "/" + keys.get(deed.person() % keys.size());
        operator.patch(role, JSON.writeValueAsString(Map.of("productPermissions", deed.permissions())));
    }

    private void requireTruth(Person person, Company place) {
        var key = person.id() + " in " + place.slug();
        var refresh = refreshTokens.remove(key);
        var answer = refresh == null ? null : app.token("grant_type", "refresh_token", "refresh_token", refresh);
        if (answer != null && answer.statusCode() == 200) {
            outcomes.add("refreshed");
            require(AppClient.json(answer).at("/access_token").asString(), person, place);
            refreshTokens.put(key, AppClient.json(answer).at("/refresh_token").asString());
            return;
        }
        var tokens = signIn(person, place);
        outcomes.add(tokens == null ? "refused" : "signed in");
        if (tokens != null) {
            require(tokens.at("/access_token").asString(), person, place);
            require(tokens.at("/id_token").asString(), person, place);
            refreshTokens.put(key, tokens.at("/refresh_token").asString());
        }
    }

    private @Nullable JsonNode signIn(Person person, Company place) {
        var browser = browsers.computeIfAbsent(person, _ -> Visitor.of(SERVER));
        if (browser.get("/me").status() != 200
                && browser.tryToSignIn(person.email(), Company.PASSWORD).status() != 303) {
            return null;
        }
        var answer = browser.get(app.authorize("organization", place.slug()));
        var code = answer.status() == 302 && answer.header("Location").contains("code=")
                ? AppClient.query(answer.header("Location")).get("code")
                : null;
        return code == null ? null : app.tokens(code);
    }

    private void require(String token, Person person, Company place) {
        var authority = SERVER.bean(Authorities.class).of(place.id(), person.id());
        var claims = AppClient.claims(token);
        var roles = held(place, authority);

        assertThat(claims).containsEntry("org_id", place.id().toString());
        assertThat(authority.roles())
                .as("nobody is told of an organization where they hold nothing")
                .isNotEmpty();
        assertThat(claims.get("roles")).isEqualTo(List.copyOf(new TreeSet<>(roles.keySet())));
        assertThat(claims.get("permissions"))
                .isEqualTo(roles.values().stream()
                        .flatMap(role -> role.productPermissions().stream())
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .toList());
    }

    private static Map<String, Role> held(Company place, Authority authority) {
        return SERVER.bean(Roles.class).list(place.id()).stream()
                .filter(role -> authority.roles().contains(role.id()))
                .collect(Collectors.toMap(Role::key, role -> role));
    }
}
