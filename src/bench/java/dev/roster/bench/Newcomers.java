package dev.roster.bench;

import dev.roster.shared.Ids;
import dev.roster.shared.Text;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** People who have not been created yet. */
final class Newcomers {
    private final Names names = new Names();
    private final SplittableRandom random = new SplittableRandom();
    private final String run = Ids.next().toString();
    private final AtomicInteger number = new AtomicInteger();

    record NewUser(String displayName, String email) {}

    synchronized NewUser next() {
        var first = names.first(random);
        var last = names.last(random);
        var mailbox = Text.folded(first + "." + last).replaceAll("[^a-z.]", "");
        return new NewUser(first + " " + last, "%s.%d@%s.example".formatted(mailbox, number.incrementAndGet(), run));
    }
}
