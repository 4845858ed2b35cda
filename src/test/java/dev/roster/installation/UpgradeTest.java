package dev.roster.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.ReleasedStatements;
import dev.roster.support.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes are upgraded one after the other: the previous version works on tables that the next one has migrated. */
class UpgradeTest {
    private static final TestServer SERVER = TestServer.get();

    @TempDir
    static Path folder;

    /** Statements of this version stand in for those of a release, to see that a migration that breaks them is noticed. */
    @Test
    void the_statements_of_earlier_releases_can_be_sent_to_the_tables_of_this_one() throws Exception {
        var company = SERVER.company("partner");
        var client = company.client("administrator");
        client.post(
                "/organizations/" + company.slug() + "/users",
                "{\"displayName\":\"Ada\",\"email\":\"%s\"}".formatted(company.freshAddress()));
        ApiClient.operator().get("/organizations/" + company.slug() + "/users");
        try (var database = EmbeddedDatabase.start(folder);
                var connection = DriverManager.getConnection(database.jdbcUrl())) {
            Schema.of(database).upgrade();

            assertThat(ReleasedStatements.broken(connection, ReleasedStatements.released()))
                    .isEmpty();
            assertThat(broken(connection)).isEmpty();
            assertThat(brokenBy(connection, "alter table memberships add column later text"))
                    .isEmpty();
            assertThat(brokenBy(connection, "alter table memberships add column later text not null default ''"))
                    .isEmpty();
            assertThat(brokenBy(connection, "alter table memberships add column later text not null"))
                    .isNotEmpty()
                    .allMatch(why -> why.startsWith("memberships.later needs a value"));
            assertThat(brokenBy(connection, "alter table links rename column generation to number"))
                    .isNotEmpty()
                    .allMatch(why -> why.contains("generation"));
            assertThat(brokenBy(connection, "alter table words rename to all_words"))
                    .isNotEmpty();
        }
    }

    private static List<String> brokenBy(Connection connection, String migration) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(migration);
            return broken(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static List<String> broken(Connection connection) throws SQLException {
        return ReleasedStatements.broken(connection, ReleasedStatements.seen());
    }
}
