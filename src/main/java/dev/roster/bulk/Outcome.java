package dev.roster.bulk;

import dev.roster.http.Problems;
import dev.roster.http.Texts;
import dev.roster.membership.Member;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is, or was, affected and who not.
 *
 * @param unknown the number of ids that belong to no one here
 */
public record Outcome(List<Member> touched, List<Skipped> skipped, int unknown) {
    static final Outcome NOBODY = new Outcome(List.of(), List.of(), 0);

    public Outcome {
        touched = List.copyOf(touched);
        skipped = List.copyOf(skipped);
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
                unknown + more.unknown);
    }

    public boolean isEmpty() {
        return touched.isEmpty() && skipped.isEmpty() && unknown == 0;
    }
}
