package dev.roster.guards;

import java.util.List;
import java.util.Optional;

/** The outcome of a test without its guard. */
record Outcome(Guard guard, Kind kind, String said) {
    enum Kind {
        FAILED("failed as it should"),
        GREEN("**stayed green**"),
        UNCOMPILED("did not compile"),
        BROKE("failed for another reason"),
        USELESS("fails with its guard in place, too");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** @param lines those of {@link Failures} */
    static Outcome of(Guard guard, Optional<List<String>> lines) {
        if (lines.isEmpty()) {
            return new Outcome(guard, Kind.BROKE, "it did not end");
        }
        if (lines.get().isEmpty()) {
            return new Outcome(guard, Kind.GREEN, "");
        }
        var line = lines.get().stream()
                .filter(failure -> failure.startsWith(Failures.FAILED))
                .findFirst()
                .orElse(lines.get().getFirst())
                .split("\t", 3);
        return new Outcome(guard, line[0].equals(Failures.FAILED) ? Kind.FAILED : Kind.BROKE, line[2]);
    }

    boolean isAsItShouldBe() {
        return kind == Kind.FAILED;
    }

    /** Whether nothing failed. */
    boolean isGreen() {
        return kind == Kind.GREEN;
    }

    /** Whether it says nothing about the guard. */
    boolean isUseless() {
        return kind == Kind.USELESS;
    }

    /** As a row of a table. */
    String row(String group) {
        return "| %s | %s | `%s` | %s | %s%s |"
                .formatted(
                        group,
                        guard.guard(),
                        guard.file(),
                        guard.shownTest(),
                        kind.words,
                        said.isEmpty()
                                ? ""
                                : ": "
                                        + said.replaceAll("\\s+", " ")
                                                .replace("|", "\\|")
                                                .replace("<", "&lt;"));
    }
}
