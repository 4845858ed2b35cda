package dev.roster.company;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.apitoken.ApiTokens;
import dev.roster.creation.UserDraft;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.people.Joining;
import dev.roster.people.Memberships;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.people.RoleAssignments;
import dev.roster.people.Users;
import dev.roster.role.Role;
import dev.roster.roles.NewRole;
import dev.roster.roles.RoleChange;
import dev.roster.roles.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import dev.roster.support.Tally;
import dev.roster.support.TestServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever people who act in a linked company by a grant do, there or at home, with accounts that they create and admit: no
 * one gains a permission in the company that they themselves did not have. Random roles with the same keys on both sides and
 * random actions, against the real operations; rights are recomputed here from the bare tables.
 */
class GrantEscalationPropertyTest {
    private static final TestServer SERVER = TestServer.get();

    private static final List<String> PERMISSIONS = List.of(
            "users.view",
            "profile.edit",
            "users.create",
            "users.assign_role",
            "roles.manage",
            "groups.manage",
            "api_tokens.manage",
            "companies.manage",
            "users.delete",
            "audit.view");

    private static final Set<String> ALWAYS = Set.of("users.view", "profile.edit");

    /** Roles that exist on both sides. */
    private static final List<String> KEYS = List.of("first", "second", "third", "fourth");

    /** @param lacks the positions of the permissions that this role does not have */
    record Wish(Set<Integer> lacks, boolean governsItself) {}

    private static final Generator<Wish> WISHES = wishes();

    enum Kind {
        MAKE_ROLE(true),
        EDIT_ROLE(true),
        CREATE_USER(true),
        CHANGE_ROLE(true),
        RESTORE(true),
        MAKE_GROUP(true),
        MAKE_TOKEN(true),
        MAKE_ROLE_AT_HOME(false),
        EDIT_ROLE_AT_HOME(false),
        HIRE_AT_HOME(false),
        PROMOTE_AT_HOME(false),
        GRANT(false);

        final boolean inCompany;

        Kind(boolean inCompany) {
            this.inCompany = inCompany;
        }
    }

    /** Of these at least one must get through, so half of all are tried. */
    private static final List<Kind> REACHED = List.of(Kind.CREATE_USER, Kind.MAKE_ROLE, Kind.GRANT, Kind.HIRE_AT_HOME);

    record Deed(Kind kind, int actor, int target, int role, Wish wish) {}

    @Test
    void a_grant_gives_nobody_what_its_holder_has_not() {
        var wishes = WISHES.lists(KEYS.size(), KEYS.size());
        var deeds = deeds().lists(25, 25);
        var seen = new Tally();
        Property.holds(
                12, given -> requireNoGain(new World(given.any(wishes), given.any(wishes)), given.any(deeds), seen));

        assertThat(seen.share("refused")).as("%s", seen).isGreaterThan(5);
        assertThat(REACHED).as("%s", seen).allMatch(kind -> seen.count(kind) > 0);
    }

    private static void requireNoGain(World world, List<Deed> deeds, Tally seen) {
        for (var deed : deeds) {
            var before = world.held();
            var actor = world.person(deed.actor());
            var had = before.getOrDefault(actor, Set.of());
            var refusal = world.attempt(deed, actor);
            var done = refusal == null && !had.isEmpty();
            seen.add(done ? deed.kind() : refusal == null ? "–" : "refused");
            if (!done) {
                continue;
            }
            assertThat(world.token(had)).as("what the new token lets do").isEmpty();
            boolean governed = deed.kind() != Kind.GRANT || world.governsAtHome(actor, world.person(deed.target()));
            world.held().forEach((user, now) -> {
                var gained = new HashSet<>(now);
                gained.removeAll(before.getOrDefault(user, Set.of()));
                if (user.equals(actor)) {
                    assertThat(gained).as("%s: what the actor gained", deed).isEmpty();
                } else if (governed) {
                    assertThat(had).as("%s: what a person gained", deed).containsAll(gained);
                }
            });
        }
    }

    private static Generator<Deed> deeds() {
        var kinds = Generator.oneOf(Generator.of(Kind.values()), Generator.of(REACHED));
        var numbers = Generator.integers(0, 40);
        var granted = Generator.of(0, 1, 2);
        Generator<Integer> actors = Generator.oneOf(granted, granted, granted, numbers);
        return random -> new Deed(
                kinds.from(random),
                actors.from(random),
                numbers.from(random),
                numbers.from(random),
                WISHES.from(random));
    }

    private static Generator<Wish> wishes() {
        var lacks = Generator.integers(0, PERMISSIONS.size() - 1).sets(3);
        var governsItself = Generator.of(true, false, false);
        return random -> new Wish(lacks.from(random), governsItself.from(random));
    }

    /** An agency with its company, and the users of both. */
    static final class World {
        private final Company agency = SERVER.company("partner");
        private final Company company = SERVER.linkedTo(agency, "Linked");
        private final Roles roles = SERVER.bean(Roles.class);
        private final JdbcClient database = SERVER.bean(JdbcClient.class);
        private final List<UserId> people = new ArrayList<>();
        private @Nullable RoleId ofToken;
        private int names;

        World(List<Wish> atHome, List<Wish> inCompany) {
            for (var place : List.of(agency, company)) {
                var wishes = place == agency ? atHome : inCompany;
                for (int number = 0; number < KEYS.size(); number++) {
                    insert(place, KEYS.get(number), wishes.get(number), number);
                }
                settleGoverning(place.id());
            }
            for (var key : KEYS) {
                var person = agency.quick(key);
                agency.grant(person, company);
                people.add(person.id());
            }
            people.add(agency.quick("user").id());
            for (var key : List.of("fourth", "user")) {
                people.add(company.quick(key).id());
            }
        }

        /** Those who govern everything that they cover: as much governing as the rule allows. */
        private void settleGoverning(OrganizationId place) {
            database.sql("""
                            insert into role_governs (organization_id, role_id, governed_role_id)
                            select a.organization_id, a.id, b.id
                              from roles a join roles b on b.organization_id = a.organization_id and b.position > a.position
                             where a.organization_id = :here and a.key = any (:keys) and b.permissions <@ a.permissions
                               and (b.key = any (:keys) or b.key = 'user')
                            on conflict do nothing
                            """)
                    .param("here", place.value())
                    .param("keys", KEYS.toArray(String[]::new))
                    .update();
        }

        private void insert(Company place, String key, Wish wish, int number) {
            database.sql("""
                            insert into roles (organization_id, id, key, name, description, permissions,
                                               product_permissions, position)
                            values (:here, :id, :key, :key, '', :permissions, '{}', :position)
                            """)
                    .param("here", place.id().value())
                    .param("id", UUID.randomUUID())
                    .param("key", key)
                    .param("permissions", permissions(wish, place == agency).toArray(String[]::new))
                    .param("position", number - 10)
                    .update();
            if (wish.governsItself()) {
                database.sql("""
                                insert into role_governs (organization_id, role_id, governed_role_id)
                                select organization_id, id, id from roles where organization_id = :here and key = :key
                                """)
                        .param("here", place.id().value())
                        .param("key", key)
                        .update();
            }
        }

        private static List<String> permissions(Wish wish, boolean atHome) {
            return PERMISSIONS.stream()
                    .filter(permission -> !wish.lacks().contains(PERMISSIONS.indexOf(permission))
                            || (atHome && permission.equals("companies.manage"))
                            || ALWAYS.contains(permission))
                    .toList();
        }

        UserId person(int number) {
            return people.get(number % people.size());
        }

        /** Performs it, or returns why it was refused. */
        @Nullable String attempt(Deed deed, UserId who) {
            ofToken = null;
            var here = deed.kind().inCompany ? company : agency;
            var actor = new Person(here, who, "Somebody", "").actor();
            var target = person(deed.target());
            var role = role(here.id(), deed.role());
            return tried(() -> {
                switch (deed.kind()) {
                    case MAKE_ROLE, MAKE_ROLE_AT_HOME -> roles.create(actor, here.id(), made(deed, here.id()));
                    case EDIT_ROLE, EDIT_ROLE_AT_HOME ->
                        roles.change(actor, here.id(), role.key(), changed(deed, role, here.id()), Expected.ANY);
                    case CREATE_USER, HIRE_AT_HOME -> create(actor, here, role.key());
                    case CHANGE_ROLE, PROMOTE_AT_HOME ->
                        SERVER.bean(RoleAssignments.class)
                                .changeRole(actor, here.id(), target, role.key(), Expected.ANY);
                    case RESTORE -> {
                        SERVER.bean(Memberships.class).delete(TestServer.OPERATOR, here.id(), target, Expected.ANY);
                        SERVER.bean(Memberships.class).restore(actor, here.id(), target, AfterRestoring.MAIL_NOTHING);
                        join(target, here.id());
                    }
                    case MAKE_GROUP ->
                        SERVER.bean(Groups.class)
                                .create(
                                        actor,
                                        here.id(),
                                        new NewGroup("Group " + names++, "", List.of(role.key()), Set.of(target)));
                    case MAKE_TOKEN -> {
                        SERVER.bean(ApiTokens.class).create(actor, here.id(), "Token", role.key(), null);
                        ofToken = role.id();
                    }
                    case GRANT -> grants().grant(actor, agency.id(), target, List.of(company.slug()));
                }
            });
        }

        private void create(Actor actor, Company here, String role) {
            var typed = UserDraft.of("Somebody", here.freshAddress()).withRole(role);
            var created = SERVER.bean(Users.class)
                    .create(actor, here.id(), typed)
                    .member()
                    .id();
            join(created, here.id());
            people.add(created);
        }

        private static void join(UserId user, OrganizationId here) {
            SERVER.bean(Joining.class).passwordSet(new Actor.Proven(user, here, "test").requireSelf(user), user);
        }

        private Role role(OrganizationId here, int number) {
            var all = roles.list(here);
            return all.get(number % all.size());
        }

        /** Sometimes with the key of a role that exists on the other side. */
        private NewRole made(Deed deed, OrganizationId here) {
            var there = role(here.equals(company.id()) ? agency.id() : company.id(), deed.role())
                    .key();
            var key = roles.findByKey(here, there).isPresent() ? "role_" + names++ : there;
            return new NewRole(key, key, "", permissions(deed.wish(), false), List.of(), List.of("user"));
        }

        private RoleChange changed(Deed deed, Role role, OrganizationId here) {
            var governs = roles.list(here).stream()
                    .filter(other -> role.governs().contains(other.id()))
                    .map(Role::key)
                    .toList();
            return new RoleChange(role.name(), "", permissions(deed.wish(), true), List.of(), governs);
        }

        boolean governsAtHome(UserId actor, UserId target) {
            var byId = roles.list(agency.id()).stream().collect(toMap(Role::id, role -> role));
            var governs = natively(agency.id(), actor).stream()
                    .flatMap(role -> require(byId, role).governs().stream())
                    .collect(toSet());
            return governs.containsAll(natively(agency.id(), target));
        }

        /** What the newly created token permits beyond this. */
        Set<Permission> token(Set<Permission> had) {
            if (ofToken == null) {
                return Set.of();
            }
            var more = EnumSet.noneOf(Permission.class);
            more.addAll(roles.get(company.id(), ofToken).permissions());
            more.removeAll(had);
            return more;
        }

        /**
         * What everyone is permitted in the company: through roles there, and through grants within the limits of both sides.
         */
        Map<UserId, Set<Permission>> held() {
            var there = roles.list(company.id()).stream().collect(toMap(Role::id, role -> role));
            var home = roles.list(agency.id()).stream().collect(toMap(Role::id, role -> role));
            var all = new HashMap<UserId, Set<Permission>>();
            for (var user : people) {
                var permitted = EnumSet.noneOf(Permission.class);
                natively(company.id(), user)
                        .forEach(role -> permitted.addAll(require(there, role).permissions()));
                if (isGranted(user)) {
                    natively(agency.id(), user).stream()
                            .map(own -> require(home, own))
                            .filter(own -> own.permissions().contains(Permission.COMPANIES_MANAGE))
                            .forEach(own -> permitted.addAll(byGrant(own, home.values(), there.values())));
                }
                all.put(user, permitted);
            }
            return all;
        }

        private static Set<Permission> byGrant(Role own, Iterable<Role> home, Collection<Role> there) {
            var permitted = EnumSet.noneOf(Permission.class);
            there.stream()
                    .filter(role -> role.key().equals(own.key()))
                    .forEach(role -> permitted.addAll(role.permissions()));
            permitted.retainAll(own.permissions());
            for (var above : home) {
                if (above.governs().contains(own.id())) {
                    there.stream()
                            .filter(role -> role.key().equals(above.key()))
                            .forEach(role -> permitted.retainAll(role.permissions()));
                }
            }
            return permitted;
        }

        private static Role require(Map<RoleId, Role> roles, RoleId id) {
            return Objects.requireNonNull(roles.get(id));
        }

        private boolean isGranted(UserId user) {
            return database.sql("select count(*) from grants where organization_id = :company and user_id = :user")
                            .param("company", company.id().value())
                            .param("user", user.value())
                            .query(Integer.class)
                            .single()
                    == 1;
        }

        private Set<RoleId> natively(OrganizationId here, UserId user) {
            return database.sql("""
                            select role_id from memberships
                             where organization_id = :here and user_id = :user and status = 'active' and role_id is not null
                            union
                            select r.role_id from group_members g join group_roles r on r.group_id = g.group_id
                              join memberships m on m.organization_id = g.organization_id and m.user_id = g.user_id
                             where g.organization_id = :here and g.user_id = :user and m.status = 'active'
                            """)
                    .param("here", here.value())
                    .param("user", user.value())
                    .query((row, n) -> new RoleId(row.getObject(1, UUID.class)))
                    .set();
        }

        private static Grants grants() {
            return SERVER.bean(Grants.class);
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
