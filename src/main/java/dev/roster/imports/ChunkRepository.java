package dev.roster.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.importfile.ImportRow;
import dev.roster.importfile.RowNames;
import dev.roster.person.KnownAs;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of imports and their results. */
@Repository
class ChunkRepository {
    private static final TypeReference<List<ImportRow>> ROWS = new TypeReference<>() {};
    private static final TypeReference<List<RowResult>> RESULTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ChunkRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        // Most fields of a row are absent.
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    void insert(OrganizationPermit granted, UUID id, int number, int firstRow, List<ImportRow> rows) {
        jdbc.sql("""
                insert into import_chunks (organization_id, import_id, number, first_row, rows, content, named)
                values (:organization, :id, :number, :firstRow, :rows, :content, :named)
                """)
                .param("organization", granted.organization().value())
                .param("named", RowNames.of(rows.stream(), Stream.empty()))
                .param("id", id)
                .param("number", number)
                .param("firstRow", firstRow)
                .param("rows", rows.size())
                .param("content", json.writeValueAsString(rows))
                .update();
    }

    /**
     * Lets this transaction commit without waiting for the disk. If the machine fails at that moment, the chunk is rolled back
     * as a whole and processed again.
     */
    @AcrossOrganizations(because = "it affects only the transaction")
    void hurry(Permit job) {
        jdbc.sql("set local synchronous_commit = off").update();
    }

    /** The first chunk that is not done and that no one is processing; locked until the transaction ends. */
    Optional<Chunk> lockNext(OrganizationPermit job, UUID id) {
        return jdbc.sql("""
                        select number, content, results, rejected_rows from import_chunks
                         where organization_id = :organization and import_id = :id and not done order by number limit 1
                           for update skip locked
                        """)
                .param("organization", job.organization().value())
                .param("id", id)
                .query(this::chunk)
                .optional();
    }

    /** @param kept the rows that may still be needed */
    @AcrossOrganizations(because = "an erased person may be named in the rows of any import")
    void update(
            Permit granted,
            OrganizationId organization,
            UUID id,
            Chunk.Report report,
            List<ImportRow> kept,
            boolean done) {
        jdbc.sql("""
                update import_chunks
                   set content = :content, results = :results, rejected_rows = :rejectedRows, rejected = :rejected,
                       done = :done, named = :named
                 where organization_id = :organization and import_id = :id and number = :number
                """)
                .param("organization", organization.value())
                .param(
                        "named",
                        RowNames.of(
                                Stream.concat(kept.stream(), report.rejected().stream()),
                                report.results().stream().map(RowResult::user).flatMap(Stream::ofNullable)))
                .param("id", id)
                .param("number", report.number())
                .param("content", json.writeValueAsString(kept))
                .param("results", json.writeValueAsString(report.results()))
                .param("rejectedRows", json.writeValueAsString(report.rejected()))
                .param("rejected", report.rejected().size())
                .param("done", done)
                .update();
    }

    /**
     * The chunks that may contain something about this person, in all organizations. They are locked until the transaction
     * ends; chunks that are being processed are locked as soon as they are done.
     */
    @AcrossOrganizations(because = "an erased person may be named in the rows of any import")
    List<Naming> lockNaming(Permit granted, KnownAs known) {
        return jdbc.sql("""
                select import_id, organization_id, done, number, content, results, rejected_rows from import_chunks
                 where named && :named order by import_id, number
                   for update
                """)
                .param("named", RowNames.of(known))
                .query((row, number) -> new Naming(
                        row.getObject("import_id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getBoolean("done"),
                        chunk(row, number)))
                .list();
    }

    /** A chunk of an import. */
    record Naming(UUID id, OrganizationId organization, boolean done, Chunk chunk) {}

    /** Moves a dry run's rows to the import that carries it out; the refusals stay with the dry run. */
    void handOver(OrganizationPermit granted, UUID dryRun, UUID id) {
        jdbc.sql("""
                insert into import_chunks (organization_id, import_id, number, first_row, rows, content, named)
                select organization_id, :id, number, first_row, rows, content, named from import_chunks
                 where organization_id = :organization and import_id = :dryRun
                """)
                .param("organization", granted.organization().value())
                .param("id", id)
                .param("dryRun", dryRun)
                .update();
        jdbc.sql("""
                update import_chunks set content = '[]'
                 where organization_id = :organization and import_id = :dryRun
                """)
                .param("organization", granted.organization().value())
                .param("dryRun", dryRun)
                .update();
    }

    /** Whether all chunks are done; those in progress are not. */
    boolean areDone(OrganizationPermit job, UUID id) {
        return jdbc.sql("""
                        select not exists (select 1 from import_chunks
                                            where organization_id = :organization and import_id = :id and not done)
                        """)
                .param("organization", job.organization().value())
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /**
     * The results of the first chunks after a position, in order.
     *
     * @param afterLine excludes chunks that end before this line
     * @param afterNumber excludes chunks up to this number
     */
    List<Chunk.Report> list(
            OrganizationId organization, UUID id, int afterLine, int afterNumber, boolean rejectedOnly, int limit) {
        return jdbc.sql("""
                select c.number, c.results, c.rejected_rows
                  from import_chunks c
                 where c.organization_id = :organization and c.import_id = :id and c.results is not null and (c.rejected > 0 or not :rejectedOnly)
                   and c.number > :afterNumber
                   and c.number >= coalesce((select max(s.number) from import_chunks s
                                              where s.organization_id = :organization and s.import_id = :id
                                                and s.first_row <= :afterLine), 0)
                 order by c.number limit :limit
                """)
                .param("organization", organization.value())
                .param("id", id)
                .param("afterLine", afterLine)
                .param("afterNumber", afterNumber)
                .param("rejectedOnly", rejectedOnly)
                .param("limit", limit)
                .query(this::report)
                .list();
    }

    private Chunk chunk(ResultSet row, int number) throws SQLException {
        return new Chunk(json.readValue(row.getString("content"), ROWS), report(row, number));
    }

    private Chunk.Report report(ResultSet row, int number) throws SQLException {
        var results = row.getString("results");
        var rejected = row.getString("rejected_rows");
        return new Chunk.Report(
                row.getInt("number"),
                results == null ? List.of() : json.readValue(results, RESULTS),
                rejected == null ? List.of() : json.readValue(rejected, ROWS));
    }
}
