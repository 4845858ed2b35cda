package dev.roster.command;

import dev.roster.RosterApplication;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run of {@code roster} in this process. */
record Command(int exit, String out, String err) {
    private static final JsonMapper JSON = new JsonMapper();

    static Command run(Map<String, String> environment, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var commands = new Commands(
                environment,
                RosterApplication::application,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int exit = commands.run(List.of(arguments));
        return new Command(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The same if it must succeed. */
    static Command succeed(Map<String, String> environment, String... arguments) {
        var done = run(environment, arguments);
        if (done.exit() != 0) {
            throw new AssertionError("exit code %d of %s: %s".formatted(done.exit(), List.of(arguments), done.err()));
        }
        return done;
    }

    JsonNode json() {
        return JSON.readTree(out);
    }
}
