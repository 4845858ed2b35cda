package dev.roster.bench;

import java.time.Duration;

/** Reports the progress of a run. */
final class Progress {
    private static final long START = System.nanoTime();

    private Progress() {}

    static void say(String text) {
        var since = Duration.ofNanos(System.nanoTime() - START);
        System.out.printf("%3d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), text);
    }
}
