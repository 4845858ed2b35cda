package dev.roster.rights;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.creation.UserDraft;
import dev.roster.groups.GroupChange;
import dev.roster.groups.GroupMembers;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.people.Joining;
import dev.roster.people.Memberships;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.people.RoleAssignments;
import dev.roster.people.Users;
import dev.roster.rights.GoverningPropertyTest.World.Held;
import dev.roster.role.Role;
import dev.roster.roles.NewRole;
import dev.roster.roles.RoleChange;
import dev.roster.roles.Roles;
import dev.roster.shared.GroupId;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import dev.roster.support.Tally;
import dev.roster.support.TestServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * No chain of actions gives anyone what the giver did not have: random roles, random people, random actions, against the real
 * operations and the database.
 */
class GoverningPropertyTest {
    private static final TestServer SERVER = TestServer.get();
    private static final List<String> PERMISSIONS =
            List.of(Permission.values()).stream().map(Permission::key).toList();

    /** A plausible role; what it governs is given by position among the existing roles, itself last. */
    record Wish(Set<String> permissions, Set<Integer> governs, boolean generous) {}

    private static final Generator<Wish> WISHES = wishes();

    enum Kind {
        MAKE_ROLE,
        EDIT_ROLE,
        DELETE_ROLE,
        CREATE_USER,
        CHANGE_ROLE,
        DELETE,
        RESTORE,
        MAKE_GROUP,
        EDIT_GROUP,
        DELETE_GROUP,
        CHANGE_GROUPS,
        ADD_TO_GROUP,
        TAKE_OUT_OF_GROUP
    }

    private static final Set<Kind> GROUPS = EnumSet.range(Kind.MAKE_GROUP, Kind.TAKE_OUT_OF_GROUP);

    /** @param late whether the request began before everything else, with the rights the actor had then */
    record Deed(Kind kind, int actor, int target, int role, Wish wish, boolean late) {}

    private final Tally outcomes = new Tally();
    private final Tally ofGroups = new Tally();

    @Test
    void nobody_ever_gains_what_the_giver_did_not_have() {
        var roles = WISHES.lists(0, 5);
        var people = Generator.integers(0, 8).lists(3, 6);
        var deeds = deeds().lists(15, 15);
        Property.holds(
                30, given -> requireNobodyToGain(new World(given.any(roles), given.any(people)), given.any(deeds)));

        assertThat(outcomes.share("done")).as("%s", outcomes).isGreaterThan(5);
        assertThat(outcomes.share("refused")).as("%s", outcomes).isGreaterThan(20);
        assertThat(ofGroups.count("changed")).as("%s", ofGroups).isPositive();
    }

    private void requireNobodyToGain(World world, List<Deed> deeds) {
        for (var deed : deeds) {
            world.requireGoverningRule();
            var before = world.members();
            var rows = world.rows();
            var actor = world.actor(deed);
            var had = before.get(actor.user());
            var refusal = world.attempt(deed, actor);
            if (refusal != null) {
                assertThat(world.rows()).as("refused: %s", refusal).isEqualTo(rows);
            } else if (had != null) {
                requireNoGain(had, before, world.members(), world.newRole());
                var now = world.members().getOrDefault(actor.user(), Held.NOTHING);
                assertThat(now.role()).as("no one changes their own role").isEqualTo(had.role());
                assertThat(now.groups()).as("no one changes their own groups").isEqualTo(had.groups());
                assertThat(now.status()).isEqualTo(had.status());
                assertThat(had.permissions())
                        .as("no one gains anything on their own")
                        .containsAll(now.permissions());
                if (deed.kind() != Kind.EDIT_ROLE) {
                    assertThat(now.permissions()).isEqualTo(had.permissions());
                }
            }
            assertThat(world.administrators()).as("active administrators").isPositive();
            outcomes.add(refusal == null ? "done" : "refused");
            ofGroups.add(refusal == null && GROUPS.contains(deed.kind()) ? "changed" : "–");
        }
        world.requireGoverningRule();
    }

    /** Everyone who holds more than before got it from the actor, who held all of it at that moment. */
    private static void requireNoGain(
            Held actor, Map<UserId, Held> before, Map<UserId, Held> after, Set<RoleId> justMade) {
        after.forEach((user, now) -> {
            var then = before.getOrDefault(user, Held.NOTHING);
            assertThat(without(now.permissions(), then.permissions())).isSubsetOf(actor.permissions());
            var mayHandOut = new HashSet<>(actor.governs());
            mayHandOut.addAll(justMade);
            assertThat(without(now.governs(), then.governs())).isSubsetOf(mayHandOut);
        });
    }

    private static <T> Set<T> without(Set<T> all, Set<T> some) {
        return all.stream().filter(one -> !some.contains(one)).collect(toSet());
    }

    private static Generator<Deed> deeds() {
        var any = Generator.of(Kind.values());
        var ofGroups = Generator.of(GROUPS);
        Generator<Kind> kinds = Generator.oneOf(any, any, any, Generator.of(Kind.EDIT_ROLE), ofGroups, ofGroups);
        var first = Generator.of(0, 1);
        var others = Generator.integers(2, 40);
        Generator<Integer> actors = Generator.oneOf(first, first, first, others, others);
        var numbers = Generator.integers(0, 40);
        var late = Generator.of(false, false, true);
        return random -> new Deed(
                kinds.from(random),
                actors.from(random),
                numbers.from(random),
                numbers.from(random),
                WISHES.from(random),
                late.from(random));
    }

    private static Generator<Wish> wishes() {
        var permissions = Generator.of(PERMISSIONS).sets(5);
        var governs = Generator.integers(0, 10).sets(5);
        return random -> new Wish(permissions.from(random), governs.from(random), random.nextBoolean());
    }

    /** One organization with roles that its administrators never change, and whatever people do in it. */
    static final class World {
        private final Company company = SERVER.company("partner");
        private final Roles roles = SERVER.bean(Roles.class);
        private final Users users = SERVER.bean(Users.class);
        private final Memberships memberships = SERVER.bean(Memberships.class);
        private final RoleAssignments assignments = SERVER.bean(RoleAssignments.class);
        private final Joining joining = SERVER.bean(Joining.class);
        private final Groups groups = SERVER.bean(Groups.class);
        private final GroupMembers groupMembers = SERVER.bean(GroupMembers.class);
        private final JdbcClient database = SERVER.bean(JdbcClient.class);
        private final List<UserId> people = new ArrayList<>();
        private final Map<UserId, Actor.SignedIn> early;
        private @Nullable RoleId made;
        private int names;

        /** What a user holds, through their role and groups: nothing once they are deleted. */
        record Held(
                @Nullable String role,
                Set<UUID> groups,
                String status,
                Set<Permission> permissions,
                Set<RoleId> governs) {
            static final Held NOTHING = new Held(null, Set.of(), "", Set.of(), Set.of());
        }

        World(List<Wish> wishes, List<Integer> wanted) {
            database.sql("""
                            update roles set permissions = array_append(permissions, 'groups.manage')
                             where organization_id = :here and key in ('administrator', 'manager')
                            """).param("here", company.id().value()).update();
            wishes.forEach(wish -> tried(() -> roles.create(TestServer.OPERATOR, company.id(), newRole(wish))));
            people.add(company.quick("administrator").id());
            people.add(company.quick("manager").id());
            for (var number : wanted) {
                people.add(company.quick(role(number).key()).id());
            }
            wishes.forEach(wish ->
                    tried(() -> groups.create(TestServer.OPERATOR, company.id(), newGroup(wish, Set.of()))));
            early = people.stream().collect(toMap(user -> user, this::signedIn));
        }

        Actor.SignedIn actor(Deed deed) {
            var user = person(deed.actor());
            return deed.late() ? early.getOrDefault(user, signedIn(user)) : signedIn(user);
        }

        /** Performs it, or returns why it was refused. */
        @Nullable String attempt(Deed deed, Actor.SignedIn actor) {
            made = null;
            var here = company.id();
            var target = person(deed.target());
            return tried(() -> {
                switch (deed.kind()) {
                    case MAKE_ROLE ->
                        made = roles.create(actor, here, newRole(deed.wish())).id();
                    case EDIT_ROLE -> {
                        var role = role(deed.role());
                        roles.change(actor, here, role.key(), change(role, deed.wish()), Expected.ANY);
                    }
                    case DELETE_ROLE ->
                        roles.delete(actor, here, role(deed.role()).key(), Expected.ANY);
                    case CREATE_USER -> {
                        var typed = UserDraft.of("Somebody", company.freshAddress())
                                .withRole(role(deed.role()).key());
                        var created = users.create(actor, here, typed).member().id();
                        var self = new Actor.Proven(created, here, "test").requireSelf(created);
                        joining.passwordSet(self, created);
                        people.add(created);
                    }
                    case CHANGE_ROLE ->
                        assignments.changeRole(
                                actor, here, target, role(deed.role()).key(), Expected.ANY);
                    case DELETE -> memberships.delete(actor, here, target, Expected.ANY);
                    case RESTORE -> memberships.restore(actor, here, target, AfterRestoring.MAIL_NOTHING);
                    case MAKE_GROUP -> groups.create(actor, here, newGroup(deed.wish(), Set.of(target)));
                    case EDIT_GROUP ->
                        groups.change(
                                actor,
                                here,
                                group(deed.role()),
                                new GroupChange("Group " + names++, null, carried(deed.wish())),
                                Expected.ANY);
                    case DELETE_GROUP -> groups.delete(actor, here, group(deed.role()), Expected.ANY);
                    case CHANGE_GROUPS ->
                        assignments.changeGroups(actor, here, target, someGroups(deed.wish()), Expected.ANY);
                    case ADD_TO_GROUP -> groupMembers.add(actor, here, group(deed.role()), Set.of(target));
                    case TAKE_OUT_OF_GROUP -> groupMembers.remove(actor, here, group(deed.role()), target);
                }
            });
        }

        Map<UserId, Held> members() {
            var byId = roles.list(company.id()).stream().collect(toMap(Role::id, role -> role));
            return database
                    .sql("""
                            select m.user_id, m.status, m.role_id,
                                   array(select g.group_id from group_members g
                                          where g.organization_id = m.organization_id and g.user_id = m.user_id) groups,
                                   array(select r.role_id from group_members g join group_roles r on r.group_id = g.group_id
                                          where g.organization_id = m.organization_id and g.user_id = m.user_id) carried
                              from memberships m where m.organization_id = :here
                            """)
                    .param("here", company.id().value())
                    .query((row, n) -> Map.entry(new UserId(row.getObject("user_id", UUID.class)), held(row, byId)))
                    .list()
                    .stream()
                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        private static Held held(ResultSet row, Map<RoleId, Role> byId) throws SQLException {
            var id = row.getObject("role_id", UUID.class);
            var role = id == null ? null : byId.get(new RoleId(id));
            var status = row.getString("status");
            var key = role == null ? null : role.key();
            var groups = Set.of((UUID[]) row.getArray("groups").getArray());
            if (status.equals("deleted")) {
                return new Held(key, groups, status, Set.of(), Set.of());
            }
            var all = Stream.concat(
                            Stream.ofNullable(role),
                            Arrays.stream((UUID[]) row.getArray("carried").getArray())
                                    .map(carried -> Objects.requireNonNull(byId.get(new RoleId(carried)))))
                    .toList();
            return new Held(
                    key,
                    groups,
                    status,
                    all.stream().flatMap(r -> r.permissions().stream()).collect(toSet()),
                    all.stream().flatMap(r -> r.governs().stream()).collect(toSet()));
        }

        Set<RoleId> newRole() {
            return made == null ? Set.of() : Set.of(made);
        }

        /** Everything stored about roles and rights. */
        List<String> rows() {
            return database.sql("""
                            select concat_ws(' ', user_id, status, role_id, version) from memberships
                             where organization_id = :here
                            union all select concat_ws(' ', id, key, permissions, version) from roles
                             where organization_id = :here
                            union all select concat_ws(' ', role_id, governed_role_id) from role_governs
                             where organization_id = :here
                            union all select concat_ws(' ', id, name, version) from groups where organization_id = :here
                            union all select concat_ws(' ', group_id, role_id) from group_roles
                             where organization_id = :here
                            union all select concat_ws(' ', group_id, user_id) from group_members
                             where organization_id = :here
                            union all select 'event ' || id from audit_events where organization_id = :here
                            order by 1
                            """)
                    .param("here", company.id().value())
                    .query(String.class)
                    .list();
        }

        int administrators() {
            return (int) members().values().stream()
                    .filter(held -> held.status().equals("active"))
                    .filter(held -> held.permissions().contains(Permission.ORGANIZATION_ADMINISTER))
                    .count();
        }

        /** If A governs B, then B permits no more than A and governs no more than A. */
        void requireGoverningRule() {
            var stored = roles.list(company.id());
            for (var governor : stored) {
                for (var governed : stored) {
                    if (governor.governs().contains(governed.id())) {
                        assertThat(governor.permissions())
                                .as("%s governs %s", governor.key(), governed.key())
                                .containsAll(governed.permissions());
                        assertThat(governor.governs())
                                .as("%s governs %s", governor.key(), governed.key())
                                .containsAll(governed.governs());
                    }
                }
            }
        }

        private Actor.SignedIn signedIn(UserId user) {
            return new Person(company, user, "Somebody", "").actor();
        }

        private UserId person(int number) {
            return people.get(number % people.size());
        }

        private Role role(int number) {
            var all = roles.list(company.id());
            return all.get(number % all.size());
        }

        private GroupId group(int number) {
            var all = groups.list(TestServer.OPERATOR, company.id(), null, null, 200)
                    .items();
            return all.isEmpty() ? GroupId.next() : all.get(number % all.size()).id();
        }

        private List<String> someGroups(Wish wish) {
            return wish.governs().stream()
                    .map(number -> group(number).toString())
                    .toList();
        }

        private NewGroup newGroup(Wish wish, Set<UserId> members) {
            return new NewGroup("Group " + names++, "", carried(wish), members);
        }

        /** One role, or two of them. */
        private List<String> carried(Wish wish) {
            return wish.governs().stream()
                    .limit(2)
                    .map(number -> role(number).key())
                    .distinct()
                    .toList();
        }

        /** A generous one has everything that it governs, as a person creating it by hand would ensure. */
        private NewRole newRole(Wish wish) {
            var all = roles.list(company.id());
            var key = "role_" + names++;
            var permissions = new HashSet<>(wish.permissions());
            var governs = new HashSet<String>();
            for (var number : wish.governs()) {
                if (number >= all.size()) {
                    governs.add(key);
                } else if (governs.add(all.get(number).key()) && wish.generous()) {
                    all.get(number).permissions().forEach(p -> permissions.add(p.key()));
                    all.stream()
                            .filter(r -> all.get(number).governs().contains(r.id()))
                            .forEach(r -> governs.add(r.key()));
                }
            }
            return new NewRole(key, key, "", List.copyOf(permissions), List.of(), List.copyOf(governs));
        }

        /** A generous one adds and removes a little, as people do; the others start over. */
        private RoleChange change(Role role, Wish wish) {
            var all = roles.list(company.id());
            var permissions =
                    wish.permissions().stream().limit(wish.generous() ? 1 : 5).collect(toCollection(HashSet::new));
            var governs = new HashSet<String>();
            wish.governs().stream()
                    .map(number -> all.get(number % all.size()).key())
                    .limit(wish.generous() ? wish.governs().size() % 2 : 5)
                    .forEach(governs::add);
            if (wish.generous()) {
                toggle(
                        permissions,
                        Permission.ordered(role.permissions()).stream()
                                .map(Permission::key)
                                .toList());
                toggle(governs, Roles.keys(role.governs(), all));
            }
            return new RoleChange(role.name() + "!", "", List.copyOf(permissions), List.of(), List.copyOf(governs));
        }

        private static void toggle(Set<String> wished, List<String> present) {
            present.stream().filter(one -> !wished.remove(one)).toList().forEach(wished::add);
        }

        private static @Nullable String tried(Runnable deed) {
            try {
                deed.run();
                return null;
            } catch (ProblemException | InvalidException refused) {
                return refused.getMessage();
            }
        }
    }
}
