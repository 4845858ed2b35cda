package dev.roster.imports;

import dev.roster.access.Author;
import dev.roster.access.OperatorPermit;
import dev.roster.access.OrganizationPermit;
import dev.roster.importfile.Column;
import dev.roster.importfile.Refusal;
import dev.roster.imports.Import.Counts;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ImportRepository {
    private static final TypeReference<List<Column>> COLUMNS = new TypeReference<>() {};
    private static final UUID LAST = new UUID(-1, -1);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(OrganizationPermit granted, UUID id, ImportOptions options, Author maker, Instant now) {
        jdbc.sql("""
                insert into imports (organization_id, id, status, dry_run, mail, maker_kind, maker_id, created_at)
                values (:organization, :id, 'receiving', :dryRun, :mail, :makerKind, :maker, :now)
                """)
                .param("id", id)
                .param("organization", granted.organization().value())
                .param("dryRun", options.dryRun())
                .param("mail", options.mail())
                .param("makerKind", maker.kind().key())
                .param("maker", maker.id(), Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Marks it as completely received: it can be carried out. */
    void queue(OrganizationPermit granted, UUID id, int rows, List<Column> columns) {
        jdbc.sql("""
                update imports set status = 'queued', rows = :rows, columns = :columns::jsonb
                 where organization_id = :organization and id = :id
                """)
                .param("organization", granted.organization().value())
                .param("columns", json.writeValueAsString(columns))
                .param("id", id)
                .param("rows", rows)
                .update();
    }

    /** Marks a dry run as followed by the real import. */
    void takeOver(OrganizationPermit granted, UUID dryRun) {
        jdbc.sql("update imports set taken_over = true where organization_id = :organization and id = :dryRun")
                .param("organization", granted.organization().value())
                .param("dryRun", dryRun)
                .update();
    }

    /** Continues a failed import, in the name of the actor who asks for it. */
    void requeue(OrganizationPermit granted, UUID id, Author maker) {
        jdbc.sql("""
                update imports
                   set status = 'queued', maker_kind = :makerKind, maker_id = :maker, ended_at = null, refusal = null
                 where organization_id = :organization and id = :id
                """)
                .param("organization", granted.organization().value())
                .param("id", id)
                .param("makerKind", maker.kind().key())
                .param("maker", maker.id(), Types.OTHER)
                .update();
    }

    void start(OrganizationPermit job, UUID id, Instant now) {
        jdbc.sql("""
                update imports set status = 'running', started_at = coalesce(started_at, :now)
                 where organization_id = :organization and id = :id and status = 'queued'
                """)
                .param("organization", job.organization().value())
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void addCounts(OrganizationPermit job, UUID id, Counts more) {
        jdbc.sql("""
                update imports
                   set created = created + :created, updated = updated + :updated,
                       unchanged = unchanged + :unchanged, rejected = rejected + :rejected
                 where organization_id = :organization and id = :id
                """)
                .param("organization", job.organization().value())
                .param("id", id)
                .param("created", more.created())
                .param("updated", more.updated())
                .param("unchanged", more.unchanged())
                .param("rejected", more.rejected())
                .update();
    }

    void end(OrganizationPermit job, UUID id, ImportStatus status, @Nullable Refusal refusal, Instant now) {
        jdbc.sql("""
                update imports set status = :status, refusal = :refusal::jsonb, ended_at = :now
                 where organization_id = :organization and id = :id
                """)
                .param("organization", job.organization().value())
                .param("id", id)
                .param("status", status.key())
                .param("refusal", refusal == null ? null : json.writeValueAsString(refusal), Types.VARCHAR)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Begins to email the users that it created, from the start. */
    void startMailing(OrganizationPermit granted, UUID id) {
        jdbc.sql("""
                update imports set mailing = true, mailed_chunk = -1
                 where organization_id = :organization and id = :id
                """)
                .param("organization", granted.organization().value())
                .param("id", id)
                .update();
    }

    /** The last chunk whose users have been emailed, while that is going on; -1 for none. */
    Optional<Integer> lockMailing(OrganizationPermit job, UUID id) {
        return jdbc.sql("""
                        select mailed_chunk from imports
                         where organization_id = :organization and id = :id and mailing for update
                        """)
                .param("organization", job.organization().value())
                .param("id", id)
                .query(Integer.class)
                .optional();
    }

    void addMailed(OrganizationPermit job, UUID id, int chunk, int mailed) {
        jdbc.sql("""
                update imports set mailed_chunk = :chunk, mailed = mailed + :mailed
                 where organization_id = :organization and id = :id
                """)
                .param("organization", job.organization().value())
                .param("id", id)
                .param("chunk", chunk)
                .param("mailed", mailed)
                .update();
    }

    void endMailing(OrganizationPermit job, UUID id) {
        jdbc.sql("update imports set mailing = false where organization_id = :organization and id = :id")
                .param("organization", job.organization().value())
                .param("id", id)
                .update();
    }

    void delete(OrganizationPermit granted, UUID id) {
        jdbc.sql("delete from imports where organization_id = :organization and id = :id")
                .param("organization", granted.organization().value())
                .param("id", id)
                .update();
    }

    /** Deletes what is no longer needed: see {@link ImportJobs}. */
    @AcrossOrganizations(because = "a clean-up of what is no longer needed")
    void deleteOld(OperatorPermit job, Instant over, Instant triedOut, Instant received) {
        jdbc.sql("""
                            delete from imports
                             where created_at < :over and status in ('done', 'failed')
                                or created_at < :triedOut and dry_run and status in ('done', 'failed')
                                or created_at < :received and status = 'receiving'
                        """)
                .param("over", over.atOffset(ZoneOffset.UTC))
                .param("triedOut", triedOut.atOffset(ZoneOffset.UTC))
                .param("received", received.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The number of this organization's imports that are not over.
     *
     * @param received excludes those that have been arriving since before this time
     */
    int countUnderWay(OrganizationPermit granted, Instant received) {
        return jdbc.sql("""
                        select count(*) from imports
                         where organization_id = :organization
                           and (status in ('queued', 'running') or status = 'receiving' and created_at >= :received)
                        """)
                .param("organization", granted.organization().value())
                .param("received", received.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    Optional<Import> find(OrganizationId organization, UUID id) {
        return jdbc.sql("""
                        select * from imports
                         where organization_id = :organization and id = :id and status <> 'receiving'
                        """)
                .param("organization", organization.value())
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Import> lock(OrganizationPermit granted, UUID id) {
        return jdbc.sql("""
                        select * from imports
                         where organization_id = :organization and id = :id and status <> 'receiving'
                           for update
                        """)
                .param("organization", granted.organization().value())
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** Newest first, with one extra row if there are more. */
    List<Import> list(OrganizationId organization, @Nullable Cursor at, int limit) {
        boolean backwards = at != null && at.backwards();
        return jdbc.sql("""
                select * from imports
                 where organization_id = :organization and status <> 'receiving' and id %s :at
                 order by id %s limit :limit
                """.formatted(backwards ? ">" : "<", backwards ? "asc" : "desc"))
                .param("organization", organization.value())
                .param("at", at == null ? LAST : at.position().id())
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    long count(OrganizationId organization) {
        return jdbc.sql("select count(*) from imports where organization_id = :organization and status <> 'receiving'")
                .param("organization", organization.value())
                .query(Long.class)
                .single();
    }

    private Import read(ResultSet row, int number) throws SQLException {
        var refusal = row.getString("refusal");
        return new Import(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                ImportStatus.of(row.getString("status")),
                row.getBoolean("dry_run"),
                row.getBoolean("mail"),
                new Author(Author.Kind.of(row.getString("maker_kind")), row.getObject("maker_id", UUID.class)),
                row.getInt("rows"),
                new Counts(
                        row.getInt("created"), row.getInt("updated"), row.getInt("unchanged"), row.getInt("rejected")),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("ended_at")),
                row.getBoolean("taken_over"),
                refusal == null ? null : json.readValue(refusal, Refusal.class),
                json.readValue(row.getString("columns"), COLUMNS),
                row.getBoolean("mailing"),
                row.getInt("mailed"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
