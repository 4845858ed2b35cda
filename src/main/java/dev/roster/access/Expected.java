package dev.roster.access;

import dev.roster.shared.Problem;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The version of a resource that a change is meant for. Operations check it while holding their lock, so that nothing can
 * change between the check and the write.
 */
public final class Expected {
    /** Accepts whatever version is current. */
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

    /** @param otherwise the refusal for any other version */
    public static Expected of(LongPredicate isMeant, Problem otherwise) {
        return new Expected(isMeant, otherwise);
    }

    /** @throws dev.roster.shared.ProblemException if the version is a different one */
    public void require(long version) {
        if (!isMeant.test(version)) {
            throw otherwise.with();
        }
    }
}
