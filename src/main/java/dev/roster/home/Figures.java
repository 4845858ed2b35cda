package dev.roster.home;

import dev.roster.shared.OrganizationId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many people an organization has in each status, and how many sign-ins there were, by day (UTC). Up to a few thousand people
 * are counted when they are shown; of more, the last night's figures are shown.
 */
@Component
class Figures {
    /** More people, or events of a day, than these are not counted on the way. */
    static final int COUNTED_AT_ONCE = 2_000;

    static final int DAYS = 30;
    private static final int KEPT_DAYS = 400;

    private final FigureRepository repository;
    private final HomeRepository here;
    private final Clock clock;

    Figures(FigureRepository repository, HomeRepository here, Clock clock) {
        this.repository = repository;
        this.here = here;
        this.clock = clock;
    }

    /** Counts the people of today and the sign-ins of yesterday, everywhere, and deletes what is too old to be shown. */
    @Transactional
    public void count() {
        var today = today();
        repository.countPeople(today, clock.instant());
        repository.countSignIns(today.minusDays(1));
        repository.deleteBefore(today.minusDays(KEPT_DAYS));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * The figures of the last days, oldest first.
     *
     * @param exact whether today's figures of people are of this moment; otherwise they are of the last night
     */
    record Days(Map<LocalDate, Map<Figure, Long>> days, boolean exact) {
        /** The figure of a day; 0 if it was not counted. */
        long of(LocalDate day, Figure figure) {
            return days.getOrDefault(day, Map.of()).getOrDefault(figure, 0L);
        }

        /** The figure of the last day that has any of people. */
        long last(Figure figure) {
            return days.values().stream()
                    .filter(figures -> figures.containsKey(Figure.ACTIVE))
                    .reduce((first, second) -> second)
                    .map(figures -> figures.getOrDefault(figure, 0L))
                    .orElse(0L);
        }

        /** The sum over the last few days. */
        long sum(Figure figure, int last) {
            return days.values().stream()
                    .skip(Math.max(0, days.size() - last))
                    .mapToLong(figures -> figures.getOrDefault(figure, 0L))
                    .sum();
        }
    }

    /** @param signIns whether sign-ins are asked for, too */
    Days list(OrganizationId organization, boolean signIns) {
        var today = today();
        var days = new TreeMap<LocalDate, Map<Figure, Long>>();
        for (int i = DAYS - 1; i >= 0; i--) {
            days.put(today.minusDays(i), new HashMap<>());
        }
        for (var counted : repository.list(organization, today.minusDays(DAYS - 1L))) {
            day(days, counted.day()).put(counted.figure(), counted.number());
        }
        var people = here.countPeople(organization, clock.instant(), COUNTED_AT_ONCE);
        people.ifPresent(counted -> day(days, today).putAll(counted));
        if (signIns) {
            here.countSignIns(organization, today, COUNTED_AT_ONCE)
                    .forEach((figure, number) -> day(days, today).merge(figure, number, Math::max));
        }
        return new Days(days, people.isPresent());
    }

    private static Map<Figure, Long> day(Map<LocalDate, Map<Figure, Long>> days, LocalDate day) {
        return days.computeIfAbsent(day, first -> new HashMap<>());
    }
}
