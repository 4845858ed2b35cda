package dev.roster.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run.
 *
 * @param users of the large organization
 * @param organizations beside it, of a hundred users each
 * @param clients that send requests at the same time
 * @param time of each case
 * @param warmUp of the server, over all cases
 * @param keep where the loaded data is kept for the next run; null to delete it at the end
 * @param only the cases whose names contain this; null for all
 * @param against figures of another product to compare with; null for none
 * @param explain whether to print the plans of the list's queries instead of measuring
 */
record Options(
        int users,
        int organizations,
        int clients,
        Duration time,
        Duration warmUp,
        @Nullable Path keep,
        @Nullable Pattern only,
        @Nullable Path against,
        boolean explain) {
    static final int USERS_OF_A_SMALL_ORGANIZATION = 100;

    static Options read(String... arguments) {
        var options = new Options(
                1_000_000, 10_000, 4, Duration.ofSeconds(10), Duration.ofSeconds(60), null, null, null, false);
        var rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            options = options.with(rest.remove(), rest);
        }
        return options;
    }

    private Options with(String flag, ArrayDeque<String> rest) {
        return switch (flag) {
            case "--users" ->
                new Options(number(flag, rest), organizations, clients, time, warmUp, keep, only, against, explain);
            case "--organizations" ->
                new Options(users, number(flag, rest), clients, time, warmUp, keep, only, against, explain);
            case "--clients" ->
                new Options(users, organizations, number(flag, rest), time, warmUp, keep, only, against, explain);
            case "--seconds" ->
                new Options(users, organizations, clients, seconds(flag, rest), warmUp, keep, only, against, explain);
            case "--warm-up" ->
                new Options(users, organizations, clients, time, seconds(flag, rest), keep, only, against, explain);
            case "--keep" ->
                new Options(
                        users,
                        organizations,
                        clients,
                        time,
                        warmUp,
                        Path.of(value(flag, rest)).toAbsolutePath().normalize(),
                        only,
                        against,
                        explain);
            case "--only" ->
                new Options(
                        users,
                        organizations,
                        clients,
                        time,
                        warmUp,
                        keep,
                        Pattern.compile(value(flag, rest)),
                        against,
                        explain);
            case "--against" ->
                new Options(
                        users, organizations, clients, time, warmUp, keep, only, figures(value(flag, rest)), explain);
            case "--explain" -> new Options(users, organizations, clients, time, warmUp, keep, only, against, true);
            default -> throw new BenchException("There is no flag %s; bin/bench --help lists them.".formatted(flag));
        };
    }

    boolean wants(String name) {
        return only == null || only.matcher(name).find();
    }

    /** Whether the figures are the ones that the page reports. */
    boolean complete() {
        return only == null && !explain && clients == 4 && users >= 1_000_000 && organizations >= 10_000;
    }

    /** Of a product whose figures come with the bench, or of a file. */
    private static Path figures(String name) {
        var known = Path.of(System.getProperty("roster.root"), "src/bench/against", name + ".properties");
        var file = Files.exists(known) ? known : Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new BenchException("There are no figures of \"%s\", and no such file.".formatted(name));
        }
        return file;
    }

    private static Duration seconds(String flag, ArrayDeque<String> rest) {
        return Duration.ofSeconds(number(flag, rest));
    }

    private static int number(String flag, ArrayDeque<String> rest) {
        var value = value(flag, rest);
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new BenchException("%s must be a number from 1, not \"%s\".".formatted(flag, value));
        }
        return Integer.parseInt(value);
    }

    private static String value(String flag, ArrayDeque<String> rest) {
        var value = rest.poll();
        if (value == null) {
            throw new BenchException(flag + " needs a value.");
        }
        return value;
    }
}
