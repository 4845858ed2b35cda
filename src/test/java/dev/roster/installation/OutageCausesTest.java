package dev.roster.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.support.TestServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which failures are the database's being away, and which are faults. */
class OutageCausesTest {
    private static final TestServer SERVER = TestServer.get();

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "57P01", "57P03", "53100", "53300", "58030", "25006"})
    void a_database_that_is_gone_full_or_a_stand_by_is_away(String state) {
        assertThat(Outage.isBehind(new RuntimeException(new SQLException("away", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22P02", "57014", "40001", "0A000"})
    void a_statement_that_fails_is_a_fault(String state) {
        assertThat(Outage.isBehind(new RuntimeException(new SQLException("fault", state))))
                .isFalse();
    }

    @Test
    void a_pool_that_has_no_connection_to_give_is_away() {
        assertThat(Outage.isBehind(new SQLTransientConnectionException("timed out")))
                .isTrue();
    }

    @Test
    void a_failure_without_a_statement_is_a_fault() {
        var endless = new RuntimeException();
        endless.initCause(new RuntimeException(endless));

        assertThat(Outage.isBehind(endless)).isFalse();
    }

    /** As while a new version migrates tables under the nodes of the old one. */
    @Test
    void a_table_that_is_changed_under_a_planned_statement_is_no_fault() throws SQLException {
        var others = SERVER.bean(JdbcClient.class);
        others.sql("create table planned (id int)").update();
        try (var connection = DriverManager.getConnection(SERVER.databaseUrl())) {
            var source = new SingleConnectionDataSource(connection, true);
            var jdbc = JdbcClient.create(source);
            for (int i = 0; i < 10; i++) {
                jdbc.sql("select * from planned").query().listOfRows();
            }
            others.sql("alter table planned add name text").update();

            assertThatThrownBy(() -> new TransactionTemplate(new JdbcTransactionManager(source))
                            .execute(_ ->
                                    jdbc.sql("select * from planned").query().listOfRows()))
                    .matches(Outage::isBehind);
            assertThat(jdbc.sql("select * from planned").query().listOfRows()).isEmpty();
        } finally {
            others.sql("drop table planned").update();
        }
    }

    @Test
    void roster_sets_time_limits_and_looks_for_the_primary_of_several_hosts() {
        var one = new GivenDatabase("jdbc:postgresql://a/db?user=u", true).properties();
        assertThat(one)
                .containsEntry("connectTimeout", "2")
                .containsEntry("loginTimeout", "4")
                .containsEntry("socketTimeout", "15")
                .containsEntry("tcpKeepAlive", "true")
                .doesNotContainKey("targetServerType");

        Properties several = new GivenDatabase("jdbc:postgresql://a:5432,b:5432/db?user=u,v", true).properties();
        assertThat(several).containsEntry("targetServerType", "primary");
    }

    @Test
    void what_the_url_says_takes_precedence() throws SQLException {
        var url = SERVER.databaseUrl() + "&ApplicationName=mine";
        try (var connection = DriverManager.getConnection(url, new GivenDatabase(url, true).properties());
                var statement = connection.createStatement();
                var row = statement.executeQuery("show application_name")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("mine");
        }
    }
}
