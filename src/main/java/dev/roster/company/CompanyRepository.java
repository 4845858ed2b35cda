package dev.roster.company;

import dev.roster.access.Viewer;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The organizations linked to one, as seen by one of its users. */
@Repository
class CompanyRepository {
    private static final String MANAGEABLE = """
            (:all or exists (select 1 from granted_roles g where g.organization_id = c.id and g.user_id = :viewer))
            """;

    private static final String SELECT = """
            select c.id, c.slug, c.name, c.preset, c.created_at, lower(c.name) position, m.names, m.number,
                   %1$s manageable,
                   case when %1$s then (
                       select count(*)::int from (select 1 from memberships u
                                              where u.organization_id = c.id and u.listed limit 10001) counted)
                   end users
              from organizations c
             cross join lateral (
                   select (array_agg(distinct u.display_name))[1\\:3] names, count(distinct u.id) number
                     from granted_roles g join people u on u.id = g.user_id and u.blocked_at is null
                    where g.organization_id = c.id) m
             where c.parent_id = :parent
            """.formatted(MANAGEABLE);

    private final JdbcClient jdbc;

    CompanyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name, with one extra row if there are more. */
    List<Row<Company>> list(
            OrganizationId parent, Viewer viewer, @Nullable String search, @Nullable Cursor at, int rows) {
        return jdbc.sql(SELECT + MATCHING + after(at))
                .param("parent", parent.value())
                .param("all", viewer.all())
                .param("viewer", viewer.id(), Types.OTHER)
                .param("search", pattern(search))
                .param("name", at == null ? null : at.position().value(), Types.VARCHAR)
                .param("id", at == null ? null : at.position().id(), Types.OTHER)
                .param("rows", rows)
                .query((row, n) -> new Row<>(company(row), position(row)))
                .list();
    }

    /** The linked ones among these slugs, by name. */
    List<Company> list(OrganizationId parent, Viewer viewer, Collection<String> slugs) {
        return jdbc.sql(SELECT + " and c.slug = any (:slugs) order by lower(c.name), c.id")
                .param("parent", parent.value())
                .param("all", viewer.all())
                .param("viewer", viewer.id(), Types.OTHER)
                .param("slugs", slugs.toArray(String[]::new))
                .query((row, n) -> company(row))
                .list();
    }

    /** The first by name that a person is not yet granted: of those that the viewer may manage, unless a search is given. */
    List<Company> listNotGranted(OrganizationId parent, Viewer viewer, UserId to, String search, int rows) {
        return jdbc.sql(SELECT + MATCHING + """
                           and not exists (select 1 from grants g where g.organization_id = c.id and g.user_id = :to)
                           and (:search::text is not null or %s)
                         order by lower(c.name), c.id limit :rows
                        """.formatted(MANAGEABLE))
                .param("parent", parent.value())
                .param("all", viewer.all())
                .param("viewer", viewer.id(), Types.OTHER)
                .param("to", to.value())
                .param("search", pattern(search))
                .param("rows", rows)
                .query((row, n) -> company(row))
                .list();
    }

    Optional<Company> find(OrganizationId parent, Viewer viewer, OrganizationId id) {
        return jdbc.sql(SELECT + " and c.id = :id")
                .param("parent", parent.value())
                .param("all", viewer.all())
                .param("viewer", viewer.id(), Types.OTHER)
                .param("id", id.value())
                .query((row, n) -> company(row))
                .optional();
    }

    long count(OrganizationId parent, @Nullable String search) {
        return jdbc.sql("select count(*) from organizations c where c.parent_id = :parent" + MATCHING)
                .param("parent", parent.value())
                .param("search", pattern(search))
                .query(Long.class)
                .single();
    }

    /** By name, from a position on. */
    List<Row<CompanyFacts>> listFacts(OrganizationId parent, Viewer viewer, @Nullable Cursor at, int rows) {
        return jdbc.sql("""
                        select c.id, c.name, c.preset, c.created_at, lower(c.name) position, m.users, m.last_sign_in_at
                          from organizations c
                          left join lateral (
                               select count(*)::int users, max(m.last_sign_in_at) last_sign_in_at from memberships m
                                where m.organization_id = c.id and m.listed) m
                               on %s
                         where c.parent_id = :parent
                        """.formatted(MANAGEABLE) + after(at))
                .param("parent", parent.value())
                .param("all", viewer.all())
                .param("viewer", viewer.id(), Types.OTHER)
                .param("name", at == null ? null : at.position().value(), Types.VARCHAR)
                .param("id", at == null ? null : at.position().id(), Types.OTHER)
                .param("rows", rows)
                .query((row, n) -> new Row<>(facts(row), position(row)))
                .list();
    }

    private static final String MATCHING =
            " and (:search::text is null or lower(c.name) like :search or c.slug like :search)";

    /** The part of the list of companies {@code c} that follows or precedes a position in it, by name. */
    static String after(@Nullable Cursor at) {
        boolean backwards = at != null && at.backwards();
        return """
                 and (:name::text is null or (lower(c.name), c.id) %s (:name, :id))
                 order by lower(c.name) %2$s, c.id %2$s limit :rows
                """.formatted(backwards ? "<" : ">", backwards ? "desc" : "asc");
    }

    private static @Nullable String pattern(@Nullable String search) {
        return search == null || search.isBlank()
                ? null
                : "%" + Text.literal(search.strip().toLowerCase(Locale.ROOT)) + "%";
    }

    private static Cursor.Position position(ResultSet row) throws SQLException {
        return new Cursor.Position(row.getString("position"), row.getObject("id", UUID.class));
    }

    private static Company company(ResultSet row) throws SQLException {
        return new Company(
                new OrganizationId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getString("preset"),
                row.getTimestamp("created_at").toInstant(),
                names(row.getArray("names")),
                row.getInt("number"),
                row.getBoolean("manageable"),
                row.getObject("users", Integer.class));
    }

    private static CompanyFacts facts(ResultSet row) throws SQLException {
        var lastSignIn = row.getTimestamp("last_sign_in_at");
        return new CompanyFacts(
                new OrganizationId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("preset"),
                row.getTimestamp("created_at").toInstant(),
                row.getObject("users", Integer.class),
                lastSignIn == null ? null : lastSignIn.toInstant());
    }

    private static List<String> names(@Nullable Array names) throws SQLException {
        return names == null ? List.of() : List.of((String[]) names.getArray());
    }
}
