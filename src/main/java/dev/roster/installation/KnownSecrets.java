package dev.roster.installation;

import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The fingerprints of the server secrets that the node which started last has. Keeps a node with another secret away from the database: its
 * links would be dead on the others, and theirs on it. A fingerprint says nothing about the secret.
 */
public final class KnownSecrets {
    private static final String PURPOSE = "fingerprint";

    private final JdbcClient jdbc;
    private final ServerSecret secret;

    KnownSecrets(JdbcClient jdbc, ServerSecret secret) {
        this.jdbc = jdbc;
        this.secret = secret;
    }

    /**
     * For a server that starts: makes its secrets the known ones, if it has one of those that were known before. One is enough, so that
     * nodes can change to a new one in turn.
     *
     * @throws StartRefusedException if none is known
     */
    void take() {
        boolean known = jdbc.sql("""
                        insert into known_secrets (fingerprints) values (:own)
                        on conflict (one) do update set fingerprints = excluded.fingerprints
                         where known_secrets.fingerprints && excluded.fingerprints
                        """).param("own", own()).update() == 1;
        if (!known) {
            throw new StartRefusedException(
                    "The data in this database was signed with another server secret: links that were sent, and those of"
                            + " other Roster processes, would be dead. Set ROSTER_SECRET to that of the others, or put the"
                            + " file secret back from your backup. If it is lost, run: roster secret rotate --lost");
        }
    }

    /** Those of a database that no server needs to have started on. */
    public static KnownSecrets of(Database database, ServerSecret secret) {
        return new KnownSecrets(JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl())), secret);
    }

    /** Whether a server with these secrets would start: they are known, or none is yet. */
    public boolean fits() {
        return jdbc.sql("select not exists (select 1 from known_secrets where not fingerprints && :own::text[])")
                .param("own", own())
                .query(Boolean.class)
                .single();
    }

    /** Whether a server has started with the secret that signs now. */
    public boolean hasCurrent() {
        return jdbc.sql("select exists (select 1 from known_secrets where :current = any (fingerprints))")
                .param("current", own()[0])
                .query(Boolean.class)
                .single();
    }

    /** Makes the next node's secrets the known ones, whatever they are. */
    public void forget() {
        jdbc.sql("delete from known_secrets").update();
    }

    private String[] own() {
        return secret.macs(PURPOSE, new byte[0]).stream()
                .map(HexFormat.of()::formatHex)
                .toArray(String[]::new);
    }
}
