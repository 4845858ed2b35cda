package dev.roster.bulk;

import dev.roster.http.Problems;
import dev.roster.http.Texts;
import dev.roster.membership.Member;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.undo.Undo.Before;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is, or was, affected and who not.
 *
 * @param unknown the number of ids that belong to no one here
 * @param befores what those who are affected had, to undo it
 */
public record Outcome(List<Member> touched, List<Skipped> skipped, int unknown, List<Before> befores) {
    /** How many are named for each reason. */
    public static final int NAMED = 10;

    static final Outcome NOBODY = new Outcome(List.of(), List.of(), 0, List.of());

    public Outcome {
        touched = List.copyOf(touched);
        skipped = List.copyOf(skipped);
        befores = List.copyOf(befores);
    }

    /** Those who are skipped for the same reason. */
    public record SameReason(String reason, List<Member> members) {}

    /** The reasons, the most frequent first, each with those whom it concerns. */
    public List<SameReason> reasons(Texts texts) {
        return skipped.stream()
                .collect(Collectors.groupingBy(
                        one -> one.reason(texts),
                        LinkedHashMap::new,
                        Collectors.mapping(Skipped::member, Collectors.toList())))
                .entrySet()
                .stream()
                .map(reason -> new SameReason(reason.getKey(), reason.getValue()))
                .sorted(Comparator.comparingInt(
                        (SameReason same) -> -same.members().size()))
                .toList();
    }

    /** @param refusal the one that a single action on this person would get; null if there is nothing to change */
    public record Skipped(Member member, @Nullable RuntimeException refusal) {

        /** The reason, as a sentence. */
        public String reason(Texts texts) {
            return switch (refusal) {
                case null -> texts.get("bulk.unchanged");
                case ProblemException problem -> Problems.sentence(texts, problem);
                case InvalidException invalid -> Problems.sentence(texts, invalid);
                default -> throw new IllegalStateException(refusal);
            };
        }
    }

    Outcome and(Outcome more) {
        return new Outcome(
                Stream.concat(touched.stream(), more.touched.stream()).toList(),
                Stream.concat(skipped.stream(), more.skipped.stream()).toList(),
                unknown + more.unknown,
                Stream.concat(befores.stream(), more.befores.stream()).toList());
    }

    /** Whether everyone was affected. */
    boolean isWhole() {
        return !touched.isEmpty() && skipped.isEmpty() && unknown == 0;
    }

    public boolean isEmpty() {
        return touched.isEmpty() && skipped.isEmpty() && unknown == 0;
    }
}
