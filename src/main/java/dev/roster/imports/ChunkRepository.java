package dev.roster.imports;

import dev.roster.access.Granted;
import dev.roster.shared.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of imports and what became of them. */
@Repository
class ChunkRepository {
    private static final TypeReference<List<ImportRow>> ROWS = new TypeReference<>() {};
    private static final TypeReference<List<RowResult>> RESULTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ChunkRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Granted granted, UUID id, int number, int firstRow, List<ImportRow> rows) {
        jdbc.sql("""
                insert into import_chunks (import_id, number, first_row, rows, content)
                values (:id, :number, :firstRow, :rows, :content)
                """)
                .param("id", id)
                .param("number", number)
                .param("firstRow", firstRow)
                .param("rows", rows.size())
                .param("content", json.writeValueAsString(rows))
                .update();
    }

    /**
     * Lets this transaction commit without waiting for the disk. Should the machine fail right then, the chunk is undone as a
     * whole and done again.
     */
    void hurry(Granted job) {
        jdbc.sql("set local synchronous_commit = off").update();
    }

    /** The first that is not done and that nobody is at; it is the caller's until the transaction ends. */
    Optional<Chunk> lockNext(Granted job, UUID id) {
        return jdbc.sql("""
                        select number, content, results from import_chunks
                         where import_id = :id and not done order by number limit 1
                           for update skip locked
                        """).param("id", id).query(this::chunk).optional();
    }

    /** @param kept what stays of its rows */
    void update(Granted job, UUID id, Chunk chunk, List<ImportRow> kept, boolean done) {
        jdbc.sql("""
                update import_chunks
                   set content = :content, results = :results, rejected = :rejected, done = :done
                 where import_id = :id and number = :number
                """)
                .param("id", id)
                .param("number", chunk.number())
                .param("content", json.writeValueAsString(kept))
                .param("results", json.writeValueAsString(chunk.results()))
                .param(
                        "rejected",
                        chunk.results().stream().filter(RowResult::isRejected).count())
                .param("done", done)
                .update();
    }

    /** Whether all are done, those that somebody is at not being so. */
    boolean areDone(Granted job, UUID id) {
        return jdbc.sql("select not exists (select 1 from import_chunks where import_id = :id and not done)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /**
     * The first chunks after a place that have results, in order.
     *
     * @param afterLine without those that end before this line
     * @param afterNumber without those up to this number
     */
    List<Chunk> list(
            OrganizationId organization, UUID id, int afterLine, int afterNumber, boolean rejectedOnly, int limit) {
        return jdbc.sql("""
                select c.number, c.content, c.results
                  from import_chunks c join imports i on i.id = c.import_id and i.organization_id = :organization
                 where c.import_id = :id and c.results is not null and (c.rejected > 0 or not :rejectedOnly)
                   and c.number > :afterNumber
                   and c.number >= coalesce((select max(s.number) from import_chunks s
                                              where s.import_id = :id and s.first_row <= :afterLine), 0)
                 order by c.number limit :limit
                """)
                .param("organization", organization.value())
                .param("id", id)
                .param("afterLine", afterLine)
                .param("afterNumber", afterNumber)
                .param("rejectedOnly", rejectedOnly)
                .param("limit", limit)
                .query(this::chunk)
                .list();
    }

    private Chunk chunk(ResultSet row, int number) throws SQLException {
        var results = row.getString("results");
        return new Chunk(
                row.getInt("number"),
                json.readValue(row.getString("content"), ROWS),
                results == null ? List.of() : json.readValue(results, RESULTS));
    }
}
