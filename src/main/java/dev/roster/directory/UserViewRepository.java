package dev.roster.directory;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The views of the list of users: how many people are in those that everyone has, and which ones a user has saved. */
@Repository
class UserViewRepository {
    /** Counted no further: the views show where something needs doing, not how much exactly. */
    static final int COUNTED = 1_000;

    /** How many of those who wait for a link are looked at. */
    static final int LOOKED_AT = 5_000;

    /** The members of some statuses, from the index that has them by role and status. */
    private static final String WITH_STATUS = """
            select x.user_id, x.status
              from (values %1$s) s (status) cross join lateral (
                   select m.user_id, m.status from memberships m
                    where m.organization_id = :organization and m.role_id is null and m.status = s.status limit %2$d) x
             union all
            select x.user_id, x.status
              from (values %1$s) s (status)
              join roles r on r.organization_id = :organization
             cross join lateral (
                   select m.user_id, m.status from memberships m
                    where m.organization_id = :organization and m.role_id = r.id and m.status = s.status limit %2$d) x
            """;

    private static final String SIGNED_IN = "coalesce(m.last_sign_in_at, '1970-01-01Z')";

    private static final String OWN = """
            select json_agg(json_build_object('id', v.id, 'name', v.name, 'query', v.query) order by v.name, v.id)
              from saved_views v where v.organization_id = :organization and v.user_id = :user
            """;

    private static final String COUNTS = """
            with waiting as materialized (select w.* from (%s) w limit %d)
            select (%s) everyone, (%s) active, (%s) not_signed_in, (%s) never_signed_in,
                   (%s) link_expired, (%s) no_link, (%s) deleted, (select count(*) from waiting) waiting, (%s) own
            """.formatted(
                    WITH_STATUS.formatted("('invited'), ('pending')", LOOKED_AT + 1),
                    LOOKED_AT + 1,
                    some("select 1 from memberships m where m.organization_id = :organization and m.listed = true"),
                    some("select 1 from (" + WITH_STATUS.formatted("('active')", COUNTED + 1) + ") a"),
                    some("""
                            select 1 from memberships m
                             where m.organization_id = :organization and m.listed = true
                               and %1$s > '1970-01-01Z' and %1$s < :unusedSince and m.last_sign_in_at is not null
                            """.formatted(SIGNED_IN)),
                    some("""
                            select 1 from memberships m
                             where m.organization_id = :organization and m.listed = true
                               and %s = '1970-01-01Z' and m.last_sign_in_at is null
                            """.formatted(SIGNED_IN)),
                    some("select 1 from waiting w where " + LinkState.EXPIRED.condition("w")),
                    some("select 1 from waiting w where " + LinkState.NONE.condition("w")),
                    some("select 1 from memberships m where m.organization_id = :organization and m.listed = false"),
                    OWN);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<SavedView>> SAVED = new TypeReference<>() {};

    private final JdbcClient jdbc;

    UserViewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param counts up to one more than {@link #COUNTED} each
     * @param allLookedAt whether everyone who waits for a link was looked at
     */
    record Views(Map<BuiltInView, Integer> counts, boolean allLookedAt, List<SavedView> own) {}

    Views views(OrganizationId organization, UserId user, Instant now, Instant unusedSince) {
        return jdbc.sql(COUNTS)
                .param("organization", organization.value())
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("unusedSince", unusedSince.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Views(counts(row), row.getInt("waiting") <= LOOKED_AT, saved(row.getString("own"))))
                .single();
    }

    List<SavedView> saved(OrganizationId organization, UserId user) {
        return saved(jdbc.sql(OWN)
                .param("organization", organization.value())
                .param("user", user.value())
                .query(String.class)
                .optional()
                .orElse(null));
    }

    /** Saves the view unless the user has as many as allowed; a view of the same name is replaced. */
    boolean save(OrganizationPermit granted, UserId user, SavedView view, int most) {
        return jdbc.sql("""
                        insert into saved_views (organization_id, user_id, id, name, query)
                        select :organization, :user, :id, :name, :query
                         where (select count(*) from saved_views v
                                 where v.organization_id = :organization and v.user_id = :user and v.name <> :name) < :most
                            on conflict on constraint name_of_view_is_unique do update set query = excluded.query
                        """)
                        .param("organization", granted.organization().value())
                        .param("user", user.value())
                        .param("id", view.id())
                        .param("name", view.name())
                        .param("query", view.query())
                        .param("most", most)
                        .update()
                == 1;
    }

    boolean delete(OrganizationPermit granted, UserId user, UUID view) {
        return jdbc.sql("""
                        delete from saved_views where organization_id = :organization and user_id = :user and id = :view
                        """)
                        .param("organization", granted.organization().value())
                        .param("user", user.value())
                        .param("view", view)
                        .update()
                == 1;
    }

    void deleteAll(OrganizationPermit granted, UserId user) {
        jdbc.sql("delete from saved_views where organization_id = :organization and user_id = :user")
                .param("organization", granted.organization().value())
                .param("user", user.value())
                .update();
    }

    @AcrossOrganizations(because = "an erased person's views are deleted everywhere")
    void deleteEverywhere(Permit granted, UserId user) {
        jdbc.sql("delete from saved_views where user_id = :user")
                .param("user", user.value())
                .update();
    }

    private static String some(String select) {
        return "select count(*) from (" + select + " limit " + (COUNTED + 1) + ") counted";
    }

    private static Map<BuiltInView, Integer> counts(ResultSet row) throws SQLException {
        var counts = new EnumMap<BuiltInView, Integer>(BuiltInView.class);
        for (var view : BuiltInView.values()) {
            counts.put(view, row.getInt(view.name()));
        }
        return counts;
    }

    private static List<SavedView> saved(@Nullable String json) {
        return json == null ? List.of() : JSON.readValue(json, SAVED);
    }
}
