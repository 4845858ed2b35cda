package dev.roster.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Processor time and memory of a process and all its descendants, including those that have ended, from {@code /proc}. */
record Processes(long root) {
    private static final Path PROC = Path.of("/proc");

    /** The kernel's clock ticks a second, as {@code /proc} counts them on every Linux (USER_HZ). */
    private static final double MILLIS_PER_TICK = 10;

    private static final Pattern MEMORY = Pattern.compile("(?m)^(Rss|Pss):\\s+(\\d+) kB$");

    /** @param proportional with memory shared by processes divided among them */
    record Memory(double resident, double proportional) {
        Memory plus(Memory other) {
            return new Memory(resident + other.resident, proportional + other.proportional);
        }
    }

    private record Stat(long pid, long parent, long ticks, long ticksOfEndedChildren) {
        static Optional<Stat> of(Path process) {
            try {
                var line = Files.readString(process.resolve("stat"));
                // The preceding name may contain blanks and brackets; the third field follows its last bracket.
                var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                return Optional.of(new Stat(
                        Long.parseLong(process.getFileName().toString()),
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                        Long.parseLong(fields[13]) + Long.parseLong(fields[14])));
            } catch (IOException hasEnded) {
                return Optional.empty();
            }
        }
    }

    static Processes postgres(Path dataDir) {
        var pidFile = dataDir.resolve("postgres").resolve("postmaster.pid");
        try (var lines = Files.lines(pidFile)) {
            return new Processes(Long.parseLong(lines.findFirst().orElseThrow().strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor milliseconds since the root started, in user and system mode. */
    double cpuMillis() {
        // A process that ends between the two is briefly missed, both in its parent's sum and in the list: PostgreSQL's
        // live for minutes, so the difference of two readings is not affected.
        return tree().stream()
                        .mapToLong(stat -> stat.ticks() + stat.ticksOfEndedChildren())
                        .sum()
                * MILLIS_PER_TICK;
    }

    /** In megabytes (MiB). */
    Memory memory() {
        return tree().stream()
                .map(stat -> memory(PROC.resolve(Long.toString(stat.pid()))))
                .reduce(new Memory(0, 0), Memory::plus);
    }

    private List<Stat> tree() {
        var all = new ArrayList<Stat>();
        try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            processes.forEach(process -> Stat.of(process).ifPresent(all::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var tree =
                new ArrayList<>(all.stream().filter(stat -> stat.pid() == root).toList());
        for (int i = 0; i < tree.size(); i++) {
            long parent = tree.get(i).pid();
            all.stream().filter(stat -> stat.parent() == parent).forEach(tree::add);
        }
        return tree;
    }

    private static Memory memory(Path process) {
        try {
            double resident = 0;
            double proportional = 0;
            var matcher = MEMORY.matcher(Files.readString(process.resolve("smaps_rollup")));
            while (matcher.find()) {
                double megabytes = Long.parseLong(matcher.group(2)) / 1024.0;
                if (matcher.group(1).equals("Rss")) {
                    resident = megabytes;
                } else {
                    proportional = megabytes;
                }
            }
            return new Memory(resident, proportional);
        } catch (NoSuchFileException hasEnded) {
            return new Memory(0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
