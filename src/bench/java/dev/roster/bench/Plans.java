package dev.roster.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What PostgreSQL did for a request, as reported by {@code auto_explain}, which is only for superusers, and so is enabled in a
 * file of the data directory before PostgreSQL starts.
 */
final class Plans {
    private static final String SETTINGS = """
            session_preload_libraries = 'auto_explain'
            auto_explain.log_min_duration = 0
            auto_explain.log_analyze = on
            auto_explain.log_buffers = on
            """;

    private final Path settings;
    private final Path log;

    Plans(Path dataDir) {
        var postgres = dataDir.resolve("postgres");
        settings = postgres.resolve("postgresql.auto.conf");
        log = postgres.resolve("roster.log");
    }

    void switchOn() throws IOException {
        Files.writeString(settings, SETTINGS, StandardOpenOption.TRUNCATE_EXISTING);
    }

    void switchOff() throws IOException {
        Files.writeString(settings, "", StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Prints everything about one request. Earlier ones let the driver and PostgreSQL settle on their plans. */
    void print(Case asked, int requestsBefore) throws Exception {
        try (var client = asked.clients().get().client(0)) {
            for (int i = 0; i < requestsBefore; i++) {
                client.once();
            }
            long before = Files.size(log);
            client.once();
            System.out.printf("%n──── %s%n%s%n", asked.name(), since(before));
        }
    }

    private String since(long position) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[(int) (file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
