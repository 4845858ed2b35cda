package dev.roster.bench;

import dev.roster.installation.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The embedded PostgreSQL, which also stops when the run is interrupted. */
final class LoadedDatabase implements AutoCloseable {
    private final EmbeddedDatabase database;
    private final AtomicBoolean closed = new AtomicBoolean();

    LoadedDatabase(Path dataDir) {
        database = EmbeddedDatabase.start(dataDir);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
    }

    Data data() {
        return new Data(database.jdbcUrl());
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            database.close();
        }
    }
}
