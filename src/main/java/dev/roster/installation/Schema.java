package dev.roster.installation;

import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** The version of the tables: that of a database, and the latest that this Roster knows. */
public final class Schema {
    private final Flyway flyway;

    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    /** That of the database, which may have no tables yet. */
    public static Schema of(Database database) {
        return new Schema(
                Flyway.configure().dataSource(database.jdbcUrl(), null, null).load());
    }

    /** The version of the database; empty without tables. */
    public Optional<String> current() {
        return version(flyway.info().current());
    }

    /** The version that this Roster's own migrations lead to. */
    public String latest() {
        return Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState() != MigrationState.FUTURE_SUCCESS)
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo)
                .map(MigrationVersion::getVersion)
                .orElseThrow();
    }

    /** Whether the version is one that this Roster does not know yet. */
    public boolean isNewer(String version) {
        return MigrationVersion.fromVersion(version).isNewerThan(latest());
    }

    /**
     * Creates or upgrades the tables.
     *
     * @throws StartRefusedException if a newer Roster has upgraded them
     */
    public void upgrade() {
        requireNotNewer();
        flyway.migrate();
    }

    /** Creates the tables as an earlier Roster did. */
    public void upgradeTo(String version) {
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .target(version)
                .load()
                .migrate();
    }

    /**
     * For a command, which upgrades nothing: a server of the earlier version may be running.
     *
     * @throws StartRefusedException unless the tables are those of this Roster
     */
    public void requireLatest() {
        requireNotNewer();
        var found = current()
                .orElseThrow(() -> new StartRefusedException(
                        "There is no data of Roster in this database yet. Start the server first."));
        if (!found.equals(latest())) {
            throw new StartRefusedException(
                    "The database has schema version %s, and this Roster needs %s. Start the server once: it upgrades the database."
                            .formatted(found, latest()));
        }
    }

    private void requireNotNewer() {
        current().filter(this::isNewer).ifPresent(newer -> {
            throw new StartRefusedException(
                    "A newer Roster has upgraded this database to schema version %s; this one knows versions up to %s. Start the"
                                    .formatted(newer, latest())
                            + " newer Roster, or restore a backup from before the upgrade.");
        });
    }

    private static Optional<String> version(@Nullable MigrationInfo migration) {
        return Optional.ofNullable(migration).map(MigrationInfo::getVersion).map(MigrationVersion::getVersion);
    }
}
