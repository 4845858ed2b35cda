package dev.roster.health;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the installation, and whether something has to be done about it.
 *
 * @param title the key of its name
 * @param advice what to do, or null if there is nothing to do
 */
public record Check(
        String title,
        Level level,
        List<Fact> facts,
        @Nullable Advice advice) {
    public Check {
        facts = List.copyOf(facts);
    }

    /** How urgent it is. */
    public enum Level {
        GOOD("health.level.good", "good"),
        WARNING("health.level.warning", "late"),
        BAD("health.level.bad", "bad");

        private final String key;
        private final String tone;

        Level(String key, String tone) {
            this.key = key;
            this.tone = tone;
        }

        /** The key of its name. */
        public String key() {
            return key;
        }

        /** The tone in which it is shown. */
        public String tone() {
            return tone;
        }
    }

    /**
     * What is known about it.
     *
     * @param label the key of its name, or the name itself
     * @param value shown after the label, before the time if there is one
     */
    public record Fact(String label, String value, @Nullable Instant since) {
        static Fact of(String label, Object value) {
            return new Fact(label, value.toString(), null);
        }
    }

    /** A sentence by its key. */
    public record Advice(String key, List<Object> arguments) {
        static Advice of(String key, Object... arguments) {
            return new Advice(key, List.of(arguments));
        }
    }

    static Check good(String title, List<Fact> facts) {
        return new Check(title, Level.GOOD, facts, null);
    }

    static Check warning(String title, List<Fact> facts, Advice advice) {
        return new Check(title, Level.WARNING, facts, advice);
    }

    static Check bad(String title, List<Fact> facts, Advice advice) {
        return new Check(title, Level.BAD, facts, advice);
    }
}
