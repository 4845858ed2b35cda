package dev.roster.bench;

import java.time.Duration;

/** What a run says while it goes on. */
final class Progress {
    private static final long START = System.nanoTime();

    private Progress() {}

    static void say(String text) {
        var since = Duration.ofNanos(System.nanoTime() - START);
        System.out.printf("%3d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), text);
    }
}
