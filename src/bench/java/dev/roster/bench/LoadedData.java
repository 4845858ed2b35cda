package dev.roster.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The data directory with the loaded organizations, created once and then reused. */
record LoadedData(Path dataDir, Path scratch, Options options) {
    /** PostgreSQL is stopped at the end, so that the next start finds everything written and at rest. */
    void makeIfMissing() throws Exception {
        var mark = dataDir.resolve("loaded");
        var wanted = "%d users, %d organizations\n".formatted(options.users(), options.organizations());
        if (Files.exists(mark)) {
            var found = Files.readString(mark);
            if (!found.equals(wanted)) {
                throw new BenchException("%s holds %s, not %s.".formatted(dataDir, found.strip(), wanted.strip()));
            }
            Progress.say("Uses what is in " + dataDir);
            return;
        }
        if (Files.exists(dataDir.resolve("postgres"))) {
            throw new BenchException(dataDir + " holds something else, or a loading that was broken off: delete it.");
        }
        try (var database = new LoadedDatabase(dataDir);
                var mail = new HoldingMailServer()) {
            var data = database.data();
            try (var roster = new InProcess(data, scratch.resolve("template"), mail.url())) {
                var large = roster.makeLargeOrganization();
                new Loading(data, new People(options, Instant.now())).run(large, options.organizations());
            }
        }
        Files.writeString(mark, wanted);
        Progress.say("Loaded.");
    }
}
