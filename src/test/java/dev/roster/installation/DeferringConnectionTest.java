package dev.roster.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.roster.shared.Deferred;
import dev.roster.support.Statements;
import dev.roster.support.TestServer;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements whose result nobody needs cost no round trip of their own, and are otherwise like all others. */
class DeferringConnectionTest {
    private static final String INSERT = Deferred.sql("insert into deferring_test (id, name) values (:id, :name)");

    private final List<String> sent = new ArrayList<>();
    private Connection real;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;

    @BeforeEach
    void connect() throws SQLException {
        real = TestServer.get()
                .bean(DataSource.class)
                .unwrap(HikariDataSource.class)
                .getConnection();
        try (var statement = real.createStatement()) {
            statement.execute("create temporary table deferring_test (id uuid primary key, name text)");
        }
        var deferring = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                new DeferringConnection(Statements.of(real, sent::add), () -> {}));
        var source = new SingleConnectionDataSource(deferring, true);
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    @AfterEach
    void disconnect() throws SQLException {
        try (var statement = real.createStatement()) {
            statement.execute("drop table deferring_test");
        }
        real.close();
    }

    @Test
    void what_is_read_next_goes_in_the_same_round_trip_and_sees_it() {
        var names = transaction.execute(_ -> {
            insert("Ada");
            insert("Ben");
            assertThat(sent).isEmpty();
            return jdbc.sql("select name from deferring_test where name <> :not order by name")
                    .param("not", "Cid")
                    .query(String.class)
                    .list();
        });

        assertThat(names).containsExactly("Ada", "Ben");
        assertThat(sent).hasSize(1);
    }

    @Test
    void what_is_changed_next_goes_in_the_same_round_trip_and_counts_its_own_rows() {
        var changed = transaction.execute(_ -> {
            insert("Ada");
            jdbc.sql(Deferred.sql("select 1 from deferring_test where name = :name for update"))
                    .param("name", "Ada")
                    .update();
            insert("Ben");
            return jdbc.sql("update deferring_test set name = upper(name)").update();
        });

        assertThat(changed).isEqualTo(2);
        assertThat(sent).hasSize(1);
    }

    @Test
    void the_commit_takes_along_what_is_left() {
        transaction.executeWithoutResult(_ -> insert("Ada"));
        assertThat(sent).hasSize(1);

        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select 1").query(Integer.class).single();
            insert("Ben");
        });
        assertThat(sent).hasSize(3);
        assertThat(all()).containsExactly("Ada", "Ben");
    }

    @Test
    void nothing_is_left_of_what_is_rolled_back() {
        transaction.executeWithoutResult(status -> {
            insert("Ada");
            status.setRollbackOnly();
        });

        assertThat(all()).isEmpty();
        transaction.executeWithoutResult(_ -> insert("Ben"));
        assertThat(all()).containsExactly("Ben");
    }

    @Test
    void a_savepoint_keeps_what_was_before_it_and_undoes_what_came_after() {
        transaction.executeWithoutResult(status -> {
            insert("Ada");
            var savepoint = status.createSavepoint();
            insert("Ben");
            status.rollbackToSavepoint(savepoint);
            insert("Cid");
        });

        assertThat(all()).containsExactly("Ada", "Cid");
    }

    @Test
    void without_a_transaction_it_runs_at_once() {
        insert("Ada");

        assertThat(sent).hasSize(1);
        assertThat(all()).containsExactly("Ada");
        jdbc.sql(Deferred.sql("select 1 from deferring_test for update")).update();
    }

    @Test
    void a_statement_that_fails_is_the_failure_of_the_one_it_was_sent_with() {
        var id = UUID.randomUUID();
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    insert(id, "Ada");
                    insert(id, "Ada again");
                    jdbc.sql("select 1").query(Integer.class).single();
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(all()).isEmpty();
    }

    @Test
    void a_commit_that_takes_a_failing_statement_along_commits_nothing() {
        var id = UUID.randomUUID();
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    jdbc.sql("insert into deferring_test (id, name) values (:id, 'Zoe')")
                            .param("id", UUID.randomUUID())
                            .update();
                    insert(id, "Ada");
                    insert(id, "Ada again");
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(all()).isEmpty();

        transaction.executeWithoutResult(_ -> insert("Ben"));
        assertThat(all()).containsExactly("Ben");
    }

    private void insert(String name) {
        insert(UUID.randomUUID(), name);
    }

    private void insert(UUID id, String name) {
        jdbc.sql(INSERT).param("id", id).param("name", name).update();
    }

    private List<String> all() {
        return jdbc.sql("select name from deferring_test order by name")
                .query(String.class)
                .list();
    }
}
