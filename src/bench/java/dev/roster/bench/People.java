package dev.roster.bench;

import dev.roster.shared.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The people to load, in the order in which they joined over two years; the same ones each time. */
final class People {
    static final String DOMAIN = "bench.example";
    private static final long SEED = 4_711;
    private static final Duration SPAN = Duration.ofDays(730);
    private static final Duration SIGNED_IN_WITHIN = Duration.ofDays(90);

    private final Options options;
    private final Instant now;
    private final Names names = new Names();

    People(Options options, Instant now) {
        this.options = options;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** @param organization 0 for the large one, 1 and up for the small ones */
    record Person(
            UUID id,
            int organization,
            String displayName,
            String email,
            String status,
            String role,
            Instant createdAt,
            @Nullable Instant joinedAt,
            @Nullable Instant lastSignInAt) {
        String sortName() {
            return Text.folded(displayName);
        }

        String search() {
            return Text.folded(displayName + " " + email);
        }
    }

    long number() {
        return options.users() + (long) options.organizations() * Options.USERS_OF_A_SMALL_ORGANIZATION;
    }

    /** When the organizations were created: before everyone in them. */
    Instant start() {
        return now.minus(SPAN);
    }

    void forEach(Consumer<Person> taken) {
        var random = new SplittableRandom(SEED);
        long all = number();
        long others = 0;
        for (long i = 0; i < all; i++) {
            boolean large = (i + 1) * options.users() / all > i * options.users() / all;
            int organization = large ? 0 : 1 + (int) (others % options.organizations());
            boolean firstThere = large ? i - others == 0 : others < options.organizations();
            taken.accept(person(random, i, organization, firstThere, SPAN.toMillis() * i / all));
            others += large ? 0 : 1;
        }
    }

    private Person person(SplittableRandom random, long number, int organization, boolean firstThere, long millis) {
        var createdAt = start().plusMillis(millis);
        var first = names.first(random);
        var last = names.last(random);
        var email = Text.folded(first + "." + last).replaceAll("[^a-z.]", "") + "." + number + "@" + DOMAIN;
        var status = firstThere ? "active" : status(random.nextInt(1_000));
        var role = firstThere ? "administrator" : role(random.nextInt(1_000));
        boolean joined = status.equals("active") || status.equals("inactive");
        return new Person(
                sevenAt(createdAt, random),
                organization,
                first + " " + last,
                email,
                status,
                role,
                createdAt,
                joined ? createdAt.plusSeconds(random.nextInt(86_400)) : null,
                joined ? now.minusMillis(random.nextLong(SIGNED_IN_WITHIN.toMillis())) : null);
    }

    private static String status(int perMille) {
        if (perMille < 900) {
            return "active";
        }
        if (perMille < 950) {
            return "pending";
        }
        return perMille < 980 ? "deleted" : "inactive";
    }

    private static String role(int perMille) {
        if (perMille < 800) {
            return "user";
        }
        if (perMille < 950) {
            return "read_only";
        }
        return perMille < 999 ? "manager" : "administrator";
    }

    /** As Roster would have generated the id then: ids increase with time, so neighbours in time are neighbours on disk. */
    private static UUID sevenAt(Instant at, SplittableRandom random) {
        long high = at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
