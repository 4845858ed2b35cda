package dev.roster.bench;

import dev.roster.shared.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Direct access to the server's database, for what its API does not offer. */
record Data(String jdbcUrl) {
    static final String LARGE = "large";
    static final String SMALL = "small-1";

    /** Another small organization, in which no case creates users. */
    static final String UNTOUCHED = "small-2";

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    /** All rows, each value as text. */
    List<List<String>> rows(String sql, @Nullable Object... values) {
        try (var connection = connect()) {
            return rows(connection, sql, values);
        } catch (SQLException e) {
            throw new BenchException(String.valueOf(e.getMessage()), e);
        }
    }

    static List<List<String>> rows(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var found = new ArrayList<List<String>>();
            if (!statement.execute()) {
                return found;
            }
            try (var result = statement.getResultSet()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    var row = new ArrayList<String>(columns);
                    for (int i = 1; i <= columns; i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    found.add(row);
                }
                return found;
            }
        }
    }

    String value(String sql, @Nullable Object... values) {
        return rows(sql, values).getFirst().getFirst();
    }

    UUID organization(String slug) {
        return UUID.fromString(value("select id from organizations where slug = ?", slug));
    }

    /** Signs an administrator in and returns the cookie. */
    String signIn(String slug) {
        var secret = Ids.next() + "-cookie";
        rows("""
                insert into sessions (id, user_id, secret_hash, created_at, last_seen_at, expires_at, user_agent)
                select ?, m.user_id, ?, now(), now(), now() + interval '1 day', 'bench'
                  from memberships m join roles r on r.id = m.role_id
                 where m.organization_id = ? and m.status = 'active' and r.key = 'administrator'
                 order by m.created_at limit 1
                """, Ids.next(), hash(secret), organization(slug));
        return "session=" + secret;
    }

    /** Creates an API token for an administrator. */
    ApiToken token(String slug) {
        var secret = Ids.next() + "-token";
        var id = Ids.next();
        rows("""
                insert into api_tokens (id, organization_id, role_id, name, secret_hash, created_at)
                select ?, organization_id, id, 'bench', ?, now() from roles
                 where organization_id = ? and key = 'administrator'
                """, id, hash(secret), organization(slug));
        return new ApiToken(id, secret);
    }

    record ApiToken(UUID id, String secret) {}

    /** Registers an application for everybody. */
    Application application(String kind, String redirect) {
        var secret = Ids.next() + "-secret";
        var id = Ids.next();
        rows("""
                insert into applications (id, name, kind, redirect_uris, post_logout_uris, open_to_all, first_party, optional,
                                          access_token_seconds, refresh_token_seconds, created_at)
                values (?, 'bench', ?, array_remove(array[?], ''), '{}', true, true, false, 300, 1209600, now())
                """, id, kind, redirect);
        rows("""
                insert into application_secrets (id, application_id, secret_hash, created_at) values (?, ?, ?, now())
                """, Ids.next(), id, hash(secret));
        return new Application(id, secret);
    }

    record Application(UUID id, String secret) {
        /** As its authentication header has it. */
        String basic() {
            return Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Except those that will be retried later. */
    boolean deliveriesWait() {
        return value("select exists (select 1 from mails where status = 'queued' and attempts = 0)")
                .equals("t");
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
