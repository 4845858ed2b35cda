package dev.roster.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the watch on the suite's statements detects. */
@Tag("fast")
class StatementTablesTest {
    private static final Map<String, Set<String>> TABLES = Map.of(
            "members", Set.of("organization_id"),
            "memberships", Set.of("organization_id"),
            "roles", Set.of("organization_id"),
            "groups", Set.of("organization_id"),
            "group_roles", Set.of("organization_id"),
            "api_tokens", Set.of("organization_id"),
            "grants", Set.of("organization_id", "parent_id"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select * from members m where m.organization_id = ? and m.user_id = ?
            select * from members as m where m.organization_id = ?
            select * from memberships where organization_id = ?
            select * from memberships m join roles r on r.organization_id = m.organization_id and r.id = m.role_id where m.organization_id = ?
            select * from users u where exists (select 1 from memberships m where m.organization_id = ? and m.user_id = u.id)
            select * from groups g cross join lateral (select 1 from group_roles c where c.organization_id = g.organization_id) x where g.organization_id = ?
            select * from memberships where organization_id in (select g.organization_id from grants g where g.parent_id = ?)
            select * from (select organization_id, user_id from memberships where organization_id = ?) f join members m using (organization_id, user_id)
            select * from memberships m left join api_tokens t on t.id = m.id and (t.organization_id is null or t.organization_id = m.organization_id) where m.organization_id = ?
            with gone as (delete from group_roles where organization_id = ? returning role_id) insert into group_roles (organization_id, role_id) select ?, role_id from gone
            update memberships set version = version + 1 where organization_id = ? and user_id = ?
            insert into groups (organization_id, name) values (?, ?) on conflict (organization_id, lower(name)) do nothing
            """)
    void a_statement_that_stays_in_its_organization_passes(String sql) throws JSQLParserException {
        assertThat(StatementTables.look(sql, TABLES).unbound()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            members m | select * from members m where m.user_id = ?
            members m | select * from members as m where m.search like ?
            members m | select * from members m where m.organization_id = ? or m.user_id = ?
            members m | select * from members m where not (m.organization_id = ?)
            members m | select * from members m where m.organization_id <> ?
            roles r | select * from memberships m join roles r on r.id = m.role_id where m.organization_id = ?
            roles r | select * from memberships m left join roles r on r.id = m.role_id and m.organization_id = ? where m.organization_id = ?
            memberships m | select * from users u where exists (select 1 from memberships m where m.user_id = u.id)
            group_roles c | select * from groups g cross join lateral (select 1 from group_roles c where c.group_id = g.id) x where g.organization_id = ?
            group_roles group_roles | with gone as (delete from group_roles where role_id = ? returning role_id) select * from gone
            memberships memberships | update memberships set version = version + 1 where user_id = ?
            groups (inserted) | insert into groups (name) values (?)
            memberships o | select * from memberships m, memberships o where m.organization_id = ? and o.user_id = m.user_id
            memberships m | select (select count(*) from memberships m) from users where id = ?
            memberships m | select * from users union select user_id from memberships m
            """)
    void a_statement_that_forgets_it_is_reported_with_the_table(String table, String sql) throws JSQLParserException {
        assertThat(StatementTables.look(sql, TABLES).unbound()).containsExactly(table);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            users | memberships | update memberships m set version = 1 from users u where u.id = m.user_id
            roles | group_roles | insert into group_roles (organization_id, role_id) select organization_id, id from roles
            gone | groups | with gone as (delete from groups where id = ? returning id) select * from gone
            """)
    void read_and_written_tables_are_distinguished(String read, String written, String sql) throws JSQLParserException {
        var looked = StatementTables.look(sql, TABLES);

        assertThat(looked.read()).containsExactly(read);
        assertThat(looked.written()).containsExactly(written);
    }
}
