package dev.roster.bench;

import dev.roster.membership.WordRepository;
import dev.roster.membership.WordSearch;
import dev.roster.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/** Fills the database: the small organizations are created after the large one, which Roster itself has created. */
final class Loading {
    private static final String PEOPLE = """
            users (id, email, email_key, email_verified_at, home_organization_id, created_at, last_sign_in_at)
            """.strip();
    private static final String PROFILES = "profiles (user_id, display_name, locale, time_zone, search)";
    private static final String MEMBERSHIPS = """
            memberships (organization_id, user_id, status, role_id, onboarding, sort_name, search, created_at,
                         joined_at, last_sign_in_at, status_changed_at)
            """.strip();

    private final Data data;
    private final People people;

    /** For each organization: its id, and the ids of its roles by key. The large one comes first. */
    private final List<UUID> organizations = new ArrayList<>();

    private final List<Map<String, UUID>> roles = new ArrayList<>();

    private record Role(UUID id, String key, List<String> values) {}

    Loading(Data data, People people) {
        this.data = data;
        this.people = people;
    }

    /** @param large created from the preset {@code partner}, without any users yet */
    void run(UUID large, int smallOnes) throws SQLException {
        try (var connection = data.connect()) {
            copyOrganizations(connection, large, smallOnes);
            Progress.say("Made %,d organizations.".formatted(smallOnes + 1));
            var indexes = Indexes.takeAway(connection);
            copyPeople();
            Progress.say("Loaded %,d users.".formatted(people.number()));
            spell(connection);
            Progress.say("Spelled their names.");
            indexes.makeAgain();
            Progress.say("Made the indexes.");
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "vacuum (analyze) organizations, roles, role_governs, users, profiles, memberships, words, dictionary");
            }
        }
    }

    private void copyOrganizations(Connection connection, UUID large, int smallOnes) throws SQLException {
        var template = readRoles(connection, large);
        var policy = data.rows("select preset, policy::text from organizations where id = ?", large)
                .getFirst();
        add(large, template, true);
        try (var out = new CopyIn(connection, "organizations (id, slug, name, preset, policy, created_at)")) {
            for (int i = 1; i <= smallOnes; i++) {
                var id = Ids.next();
                add(id, template, false);
                out.row(id, "small-" + i, "Small " + i, policy.get(0), policy.get(1), people.start());
            }
        }
        copyRoles(connection, template, smallOnes);
        copyGoverning(connection, large, smallOnes);
    }

    private void copyRoles(Connection connection, List<Role> template, int smallOnes) throws SQLException {
        try (var out = new CopyIn(connection, """
                roles (organization_id, id, key, name, description, permissions, product_permissions, position)""")) {
            for (int i = 1; i <= smallOnes; i++) {
                for (var role : template) {
                    var values = role.values();
                    out.row(
                            organizations.get(i),
                            roles.get(i).get(role.key()),
                            role.key(),
                            values.get(0),
                            values.get(1),
                            values.get(2),
                            values.get(3),
                            values.get(4));
                }
            }
        }
    }

    private void copyGoverning(Connection connection, UUID large, int smallOnes) throws SQLException {
        var governs = data.rows("""
                select r.key, g.key from role_governs x
                  join roles r on r.organization_id = x.organization_id and r.id = x.role_id
                  join roles g on g.organization_id = x.organization_id and g.id = x.governed_role_id
                 where x.organization_id = ?
                """, large);
        try (var out = new CopyIn(connection, "role_governs (organization_id, role_id, governed_role_id)")) {
            for (int i = 1; i <= smallOnes; i++) {
                for (var pair : governs) {
                    out.row(
                            organizations.get(i),
                            roles.get(i).get(pair.get(0)),
                            roles.get(i).get(pair.get(1)));
                }
            }
        }
    }

    private static List<Role> readRoles(Connection connection, UUID organization) throws SQLException {
        var roles = new ArrayList<Role>();
        for (var row : Data.rows(connection, """
                select id::text, key, name, description, permissions::text, product_permissions::text, position::text
                  from roles where organization_id = ?
                """, organization)) {
            roles.add(new Role(UUID.fromString(row.get(0)), row.get(1), row.subList(2, 7)));
        }
        return roles;
    }

    private void add(UUID organization, List<Role> template, boolean itself) {
        organizations.add(organization);
        var ids = new HashMap<String, UUID>();
        for (var role : template) {
            ids.put(role.key(), itself ? role.id() : Ids.next());
        }
        roles.add(ids);
    }

    /** All tables at once, each on its own connection: no constraints between them are left. */
    private void copyPeople() {
        var users = CompletableFuture.runAsync(() -> copy(PEOPLE, this::user));
        var profiles = CompletableFuture.runAsync(() -> copy(PROFILES, this::profile));
        var memberships = CompletableFuture.runAsync(() -> copy(MEMBERSHIPS, this::membership));
        try {
            CompletableFuture.allOf(users, profiles, memberships).join();
        } catch (CompletionException e) {
            throw new BenchException("Loading failed: " + e.getCause(), e);
        }
    }

    private void copy(String target, BiConsumer<CopyIn, People.Person> written) {
        try (var connection = data.connect();
                var out = new CopyIn(connection, target)) {
            people.forEach(person -> written.accept(out, person));
        } catch (SQLException e) {
            throw new BenchException(target, e);
        }
    }

    /** What they are found by, in the order of its key: that stays while loading. */
    private static void spell(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into words (organization_id, listed, word, sort_name, user_id, created_at, search)
                select m.organization_id, m.listed, w.word, m.sort_name, m.user_id, m.created_at, m.search
                  from memberships m
                 cross join lateral (%s) w
                 where m.listed is not null
                 order by 1, 2, 3, 4, 5
                """.formatted(WordRepository.WORDS.replace(":word", "?")))) {
            statement.setString(1, WordSearch.WORD);
            statement.execute();
        }
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    insert into dictionary (organization_id, word) select distinct organization_id, word from words order by 1, 2
                    """);
        }
    }

    private void user(CopyIn out, People.Person person) {
        out.row(
                person.id(),
                person.email(),
                person.email(),
                person.joinedAt(),
                organizations.get(person.organization()),
                person.createdAt(),
                person.lastSignInAt());
    }

    private void profile(CopyIn out, People.Person person) {
        out.row(person.id(), person.displayName(), "en", "UTC", person.search());
    }

    private void membership(CopyIn out, People.Person person) {
        out.row(
                organizations.get(person.organization()),
                person.id(),
                person.status(),
                roles.get(person.organization()).get(person.role()),
                "email_link",
                person.sortName(),
                person.search(),
                person.createdAt(),
                person.joinedAt(),
                person.lastSignInAt(),
                person.createdAt());
    }
}
