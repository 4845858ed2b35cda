package dev.roster.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.company.Companies;
import dev.roster.company.Grants;
import dev.roster.erasure.Erasures;
import dev.roster.groups.GroupChange;
import dev.roster.groups.GroupMembers;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.operator.Accounts;
import dev.roster.people.Joining;
import dev.roster.people.Memberships;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.people.RoleAssignments;
import dev.roster.roles.NewRole;
import dev.roster.roles.RoleChange;
import dev.roster.roles.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import dev.roster.support.Tally;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Replaying the audit events gives what people hold now, and, up to any earlier moment, what they were seen to hold then:
 * whatever was done in whatever order.
 */
class RightsHistoryPropertyTest {
    private static final TestServer SERVER = TestServer.get();

    private final RightsHistory history = SERVER.bean(RightsHistory.class);
    private final RightsHistoryRepository repository = SERVER.bean(RightsHistoryRepository.class);
    private final Tally outcomes = new Tally();
    private final Tally ways = new Tally();

    private enum Kind {
        CHANGE_ROLE,
        DEACTIVATE,
        ACTIVATE,
        DELETE,
        RESTORE,
        SET_PASSWORD,
        ERASE,
        BLOCK,
        UNBLOCK,
        JOIN_GROUPS,
        CREATE_GROUP,
        RENAME_GROUP,
        CHANGE_GROUP,
        CREATE_ROLE,
        CHANGE_ROLE_ITSELF,
        DELETE_ROLE,
        GRANT,
        REVOKE,
        LINK,
        UNLINK
    }

    /** @param choice selects among whatever there is */
    private record Deed(Kind kind, boolean inParent, int person, int choice) {}

    @Test
    void replaying_the_events_gives_what_was_seen_at_every_moment() {
        var kinds = Generator.of(Kind.values());
        Generator<Deed> deeds =
                random -> new Deed(kinds.from(random), random.nextInt(4) > 0, random.nextInt(5), random.nextInt(16));
        Property.holds(5, given -> requireTheSame(given.any(deeds.lists(30, 30))));

        assertThat(outcomes.share("done")).as("%s", outcomes).isGreaterThan(20);
        assertThat(List.of("ROLE", "GROUP", "GRANT"))
                .allSatisfy(way -> assertThat(ways.count(way)).as("%s", ways).isGreaterThan(20));
    }

    private void requireTheSame(List<Deed> deeds) {
        var world = new World();
        var seen = new ArrayList<Seen>();
        for (var deed : deeds) {
            try {
                world.act(deed);
                outcomes.add("done");
            } catch (ProblemException | InvalidException refused) {
                outcomes.add("refused");
            }
            for (var place : List.of(world.parent, world.company)) {
                seen.add(new Seen(place, SERVER.clock().instant(), observed(place, world.ids())));
            }
            SERVER.clock().advance(Duration.ofMinutes(1));
        }
        for (var then : seen) {
            assertThat(replayed(then.place(), world.ids(), then.at()))
                    .as("%s at %s", then.place().name(), then.at())
                    .isEqualTo(then.held());
        }
        seen.stream()
                .flatMap(then -> then.held().values().stream())
                .flatMap(Set::stream)
                .map(way -> way.substring(0, way.indexOf(' ')))
                .forEach(ways::add);
    }

    private record Seen(Company place, Instant at, Map<String, Set<String>> held) {}

    private Map<String, Set<String>> observed(Company place, List<UserId> people) {
        return people.stream()
                .collect(Collectors.toMap(
                        UserId::toString,
                        user -> repository.listHeld(place.id(), user).stream()
                                .filter(_ -> !isBlocked(user))
                                .map(now -> way(now.through(), now.role(), now.roleName(), now.groupName(), now.from()))
                                .collect(Collectors.toCollection(TreeSet::new)),
                        (one, _) -> one,
                        TreeMap::new));
    }

    private static boolean isBlocked(UserId user) {
        return SERVER.bean(JdbcClient.class)
                .sql("select blocked_at is not null from users where id = :id")
                .param("id", user.value())
                .query(Boolean.class)
                .single();
    }

    private Map<String, Set<String>> replayed(Company place, List<UserId> people, Instant at) {
        var then = history.at(place.id(), people, at);
        return people.stream()
                .collect(Collectors.toMap(
                        UserId::toString,
                        user -> then.of(user).stream()
                                .map(held ->
                                        way(held.through(), held.role(), held.roleName(), held.group(), held.from()))
                                .collect(Collectors.toCollection(TreeSet::new)),
                        (one, _) -> one,
                        TreeMap::new));
    }

    private static String way(
            Object through, String role, String roleName, @Nullable String group, @Nullable Object from) {
        return through + " " + role + " (" + roleName + ") " + group + " " + from;
    }

    /** An agency with a linked company, their people, and what is done there. */
    private static final class World {
        private final Company parent = offeringEverything();
        private final Company company = offeringEverything();
        private final List<Person> team = new ArrayList<>();
        private final List<Person> natives = new ArrayList<>();

        World() {
            for (var role : List.of("administrator", "manager", "manager", "user", "read_only")) {
                team.add(parent.quick(role));
                natives.add(company.quick(role));
            }
            bean(Companies.class).link(TestServer.OPERATOR, parent.id(), company.slug());
            parent.grant(team.getFirst(), company);
            parent.grant(team.get(1), company);
            SERVER.clock().advance(Duration.ofMinutes(1));
        }

        private static Company offeringEverything() {
            var company = SERVER.company("partner");
            bean(JdbcClient.class).sql("""
                            update organizations
                               set policy = jsonb_set(policy, '{departures}', '["delete", "deactivate", "erase"]')
                             where id = :here
                            """).param("here", company.id().value()).update();
            return company;
        }

        List<UserId> ids() {
            return Stream.concat(team.stream(), natives.stream())
                    .map(Person::id)
                    .toList();
        }

        void act(Deed deed) {
            var place = deed.inParent() ? parent : company;
            var here = place.id();
            var person = (deed.inParent() ? team : natives).get(deed.person());
            var user = person.id();
            Actor who = TestServer.OPERATOR;
            switch (deed.kind()) {
                case CHANGE_ROLE ->
                    bean(RoleAssignments.class).changeRole(who, here, user, roleKey(place, deed), Expected.ANY);
                case DEACTIVATE -> bean(Memberships.class).deactivate(who, here, user);
                case ACTIVATE -> bean(Memberships.class).activate(who, here, user);
                case DELETE -> bean(Memberships.class).delete(who, here, user, Expected.ANY);
                case RESTORE ->
                    bean(Memberships.class).restore(restorer(place, deed), here, user, AfterRestoring.MAIL_NOTHING);
                case SET_PASSWORD ->
                    bean(Joining.class).passwordSet(new Actor.Proven(user, here, "test").requireSelf(user), user);
                case ERASE -> bean(Erasures.class).erase(who, here, user, person.email());
                case BLOCK -> bean(Accounts.class).block(who, user);
                case UNBLOCK -> bean(Accounts.class).unblock(who, user);
                case JOIN_GROUPS -> {
                    var all = groups(place);
                    var some = all.stream()
                            .filter(group -> (deed.choice() >> all.indexOf(group) & 1) == 1)
                            .toList();
                    bean(GroupMembers.class).set(who, here, user, some);
                }
                case CREATE_GROUP ->
                    bean(Groups.class)
                            .create(
                                    who,
                                    here,
                                    new NewGroup(
                                            "Group " + deed.choice(), "", List.of(roleKey(place, deed)), Set.of(user)));
                case RENAME_GROUP -> {
                    var group = groups(place).get(deed.choice() % groups(place).size());
                    var change = new GroupChange("Group " + deed.choice(), null, null);
                    bean(Groups.class).change(who, here, group.id(), change, Expected.ANY);
                }
                case CHANGE_GROUP -> {
                    var group = groups(place).get(deed.choice() % groups(place).size());
                    var change = new GroupChange(null, null, List.of(roleKey(place, deed)));
                    bean(Groups.class).change(who, here, group.id(), change, Expected.ANY);
                }
                case CREATE_ROLE ->
                    bean(Roles.class)
                            .create(
                                    who,
                                    here,
                                    new NewRole(
                                            "custom",
                                            "Custom",
                                            "",
                                            List.of("users.view", "companies.manage"),
                                            List.of(),
                                            List.of()));
                case CHANGE_ROLE_ITSELF -> {
                    var role = bean(Roles.class)
                            .findByKey(here, roleKey(place, deed))
                            .orElseThrow();
                    var permissions = role.permissions().stream()
                            .map(permission -> permission.key())
                            .filter(key -> deed.choice() % 3 > 0 || !key.equals("companies.manage"))
                            .toList();
                    var change = new RoleChange(
                            "Renamed " + deed.choice(),
                            "",
                            permissions,
                            List.of(),
                            Roles.keys(role.governs(), bean(Roles.class).list(here)));
                    bean(Roles.class).change(who, here, role.key(), change, Expected.ANY);
                }
                case DELETE_ROLE -> bean(Roles.class).delete(who, here, "custom", Expected.ANY);
                case GRANT ->
                    bean(Grants.class)
                            .grant(who, parent.id(), team.get(deed.person()).id(), List.of(company.slug()));
                case REVOKE ->
                    bean(Grants.class)
                            .revoke(who, parent.id(), team.get(deed.person()).id(), company.slug());
                case LINK -> bean(Companies.class).link(who, parent.id(), company.slug());
                case UNLINK -> {
                    if (deed.choice() % 4 == 0) {
                        bean(Companies.class).unlink(who, parent.id(), company.slug());
                    }
                }
            }
        }

        /** A manager may not give back everything: a restored person may return with less. */
        private Actor restorer(Company place, Deed deed) {
            return deed.choice() % 2 == 0
                    ? TestServer.OPERATOR
                    : place.person("manager").actor();
        }

        private static String roleKey(Company place, Deed deed) {
            var all = bean(Roles.class).list(place.id());
            return all.get(deed.choice() % all.size()).key();
        }

        private static List<dev.roster.group.Group> groups(Company place) {
            var all = bean(Groups.class).listToChoose(TestServer.OPERATOR, place.id(), 4);
            if (all.isEmpty()) {
                throw InvalidException.of("groups", "unknown");
            }
            return all;
        }

        private static <T> T bean(Class<T> type) {
            return SERVER.bean(type);
        }
    }
}
