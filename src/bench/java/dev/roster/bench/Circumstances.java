package dev.roster.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** When, where, and on what hardware the measurements were taken. */
final class Circumstances {
    private Circumstances() {}

    static String describe(Path root, Data data, Options options, String command) throws IOException {
        return """
                Measured on %s with `%s`: one organization with %,d users beside %,d organizations of %d,
                %d seconds a case. Roster %s, Java %s, PostgreSQL %s (%s of data); %s, %d cores, %s GB of memory, Linux %s.""".formatted(
                LocalDate.now(ZoneOffset.UTC),
                command,
                options.users(),
                options.organizations(),
                Options.USERS_OF_A_SMALL_ORGANIZATION,
                options.time().toSeconds(),
                commit(root),
                Runtime.version(),
                data.value("select split_part(current_setting('server_version'), ' ', 1)"),
                data.value("select pg_size_pretty(pg_database_size(current_database()))"),
                first(Path.of("/proc/cpuinfo"), "model name\\s*:\\s*(.*)"),
                Runtime.getRuntime().availableProcessors(),
                Math.round(Long.parseLong(first(Path.of("/proc/meminfo"), "MemTotal:\\s*(\\d+) kB")) / 1_048_576.0),
                System.getProperty("os.version"));
    }

    private static String first(Path file, String expression) throws IOException {
        var matcher = Pattern.compile(expression).matcher(Files.readString(file));
        return matcher.find() ? matcher.group(1) : "0";
    }

    private static String commit(Path root) throws IOException {
        var git = new ProcessBuilder("git", "-C", root.toString(), "describe", "--always", "--dirty")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
