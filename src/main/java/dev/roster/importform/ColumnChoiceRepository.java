package dev.roster.importform;

import dev.roster.access.OrganizationPermit;
import dev.roster.importfile.ColumnChoice;
import dev.roster.shared.OrganizationId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people of an organization have chosen columns to be read as, by the titles of the columns. */
@Repository
class ColumnChoiceRepository {
    /** More than the columns of any file, so that reading them stays cheap. */
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    ColumnChoiceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers these choices; the latest for a title counts. */
    void remember(OrganizationPermit granted, Map<String, @Nullable String> chosen) {
        if (chosen.isEmpty()) {
            return;
        }
        var titles = chosen.keySet().toArray(String[]::new);
        var fields = new @Nullable String[titles.length];
        for (int i = 0; i < titles.length; i++) {
            fields[i] = chosen.get(titles[i]);
        }
        jdbc.sql("""
                insert into import_columns (organization_id, title, field)
                select :organization, chosen.title, chosen.field
                  from unnest(:titles::text[], :fields::text[]) chosen (title, field)
                    on conflict on constraint import_column_is_unique do update set field = excluded.field
                """)
                .param("organization", granted.organization().value())
                .param("titles", titles)
                .param("fields", fields)
                .update();
    }

    ColumnChoice get(OrganizationId organization) {
        var fields = new HashMap<String, @Nullable String>();
        jdbc.sql("""
                select title, field from import_columns where organization_id = :organization order by title limit :most
                """)
                .param("organization", organization.value())
                .param("most", MOST)
                .query((row, _) -> fields.put(row.getString("title"), row.getString("field")))
                .list();
        return ColumnChoice.remembered(fields);
    }
}
