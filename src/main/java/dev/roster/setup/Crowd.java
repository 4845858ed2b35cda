package dev.roster.setup;

import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.setup.Cast.Company;
import dev.roster.setup.Extra.Status;
import dev.roster.shared.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** The people around the Cast: fictitious, plausible, the same at every start. */
final class Crowd {
    private static final double SECONDS_OF_A_YEAR = Duration.ofDays(365).toSeconds();

    private final List<String> firstNames = names("first-names.txt");
    private final List<String> lastNames = names("last-names.txt");

    private record Share(String role, int percent) {}

    /** The people of one company, longest-serving first. */
    List<Extra> of(Company company, Policy policy) {
        var random = new SplittableRandom(company.slug().hashCode());
        var taken = new HashSet<String>();
        company.people().forEach(person -> taken.add(person.username()));
        var extras = new ArrayList<Extra>();
        for (int i = 0; i < size(company); i++) {
            extras.add(extra(company, policy, taken, random));
        }
        extras.sort(Comparator.comparing(Extra::joined).reversed());
        return List.copyOf(extras);
    }

    private Extra extra(Company company, Policy policy, Set<String> taken, RandomGenerator random) {
        String first;
        String last;
        String local;
        do {
            first = pick(firstNames, random);
            last = pick(lastNames, random);
            local = ascii(first) + "." + ascii(last);
        } while (!taken.add(local));
        var status = status(policy, random);
        var joined = joined(status, random);
        return new Extra(
                first,
                last,
                local,
                role(company, random),
                random.nextInt(100) < 30 ? "de" : "en",
                status,
                joined,
                signedIn(status, joined, random));
    }

    private static int size(Company company) {
        return switch (company) {
            case NORTHWIND -> 234;
            case BLUEBIRD -> 24;
            case LARKSPUR -> 13;
            case CORNER_BAKERY -> 7;
            case JUNIPER -> 175;
            case LEDGERLINE -> 116;
            case MERIDIAN -> 57;
        };
    }

    private static String role(Company company, RandomGenerator random) {
        var shares = switch (company.preset()) {
            case "partner" ->
                List.of(
                        new Share("administrator", 2),
                        new Share("manager", 10),
                        new Share("user", 63),
                        new Share("read_only", 25));
            case "workspace" ->
                List.of(
                        new Share("admin", 3),
                        new Share("manager", 17),
                        new Share("member", 60),
                        new Share("external", 20));
            case "appliance" ->
                List.of(new Share("system_admin", 3), new Share("admin", 12), new Share("ledger_manager", 85));
            default ->
                List.of(
                        new Share("access_management", 10),
                        new Share("account_management", 25),
                        new Share("marketplace", 65));
        };
        int drawn = random.nextInt(100);
        for (var share : shares) {
            drawn -= share.percent();
            if (drawn < 0) {
                return share.role();
            }
        }
        return shares.getLast().role();
    }

    private static Status status(Policy policy, RandomGenerator random) {
        int drawn = random.nextInt(100);
        if (drawn < 4 && policy.defaultOnboarding() == Onboarding.EMAIL_LINK) {
            return Status.NEW;
        }
        if (drawn < 18 && policy.defaultOnboarding() == Onboarding.INVITATION) {
            return drawn < 8 ? Status.NEW : drawn < 14 ? Status.LATE : Status.DECLINED;
        }
        if (drawn >= 4 && drawn < 11 && policy.offers(Departure.DELETE)) {
            return Status.DELETED;
        }
        if (drawn >= 4 && drawn < 14 && policy.offers(Departure.DEACTIVATE)) {
            return Status.DEACTIVATED;
        }
        return Status.WORKS_HERE;
    }

    private static Duration joined(Status status, RandomGenerator random) {
        return switch (status) {
            case NEW -> Duration.ZERO;
            case LATE, DECLINED -> Duration.ofDays(8).plus(years(0.1 * random.nextDouble()));
            case WORKS_HERE -> Duration.ofDays(1).plus(years(1.9 * random.nextDouble()));
            case DEACTIVATED, DELETED -> Duration.ofDays(200).plus(years(1.4 * random.nextDouble()));
        };
    }

    /** Most were here recently, some have not been for weeks, and some never. */
    private static @Nullable Duration signedIn(Status status, Duration joined, RandomGenerator random) {
        double part = random.nextDouble();
        boolean never = random.nextInt(100) < 4;
        var ago = switch (status) {
            case NEW, LATE, DECLINED -> null;
            case WORKS_HERE -> Duration.ofMinutes(7).plus(years(0.2 * part * part * part));
            case DEACTIVATED, DELETED -> Duration.ofDays(20).plus(years(0.4 * part));
        };
        return ago == null || never || ago.compareTo(joined) >= 0 ? null : ago;
    }

    private static Duration years(double years) {
        return Duration.ofSeconds((long) (years * SECONDS_OF_A_YEAR));
    }

    private static String pick(List<String> names, RandomGenerator random) {
        return names.get(random.nextInt(names.size()));
    }

    private static String ascii(String name) {
        return Text.folded(name).replaceAll("[^a-z]", "");
    }

    private static List<String> names(String file) {
        try {
            return new ClassPathResource("demo/" + file)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
