package dev.roster.access;

import dev.roster.shared.Problem;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a thing a change is meant for. An operation asks it under its lock, so that nobody comes between the
 * question and the change.
 */
public final class Expected {
    /** Whatever is there now. */
    public static final Expected ANY = new Expected(version -> true, AccessProblem.STALE);

    private final LongPredicate isMeant;
    private final Problem otherwise;

    private Expected(LongPredicate isMeant, Problem otherwise) {
        this.isMeant = isMeant;
        this.otherwise = otherwise;
    }

    /** The version that a form showed; null for any. */
    public static Expected version(@Nullable Long shown) {
        return shown == null ? ANY : new Expected(version -> version == shown, AccessProblem.STALE);
    }

    /** @param otherwise how any other version is refused */
    public static Expected of(LongPredicate isMeant, Problem otherwise) {
        return new Expected(isMeant, otherwise);
    }

    /** @throws dev.roster.shared.ProblemException where it is another version */
    public void require(long version) {
        if (!isMeant.test(version)) {
            throw otherwise.with();
        }
    }
}
