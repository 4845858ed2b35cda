package dev.roster.auditlog;

import dev.roster.http.StorableTime;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query of the audit log, such as {@code actor:nadia action:role after:2026-11-01}. Values with spaces are in quotation
 * marks. A word without a key means somebody who did it or to whom it was done.
 *
 * @param values of the keys that are given
 * @param words without a key
 */
public record AuditQuery(Map<Facet, String> values, List<String> words) {
    /** As many characters as a query may have. */
    public static final int LONGEST = 500;

    private static final Pattern WORD = Pattern.compile("(?:([a-z]+):)?(?:\"([^\"]*)\"?|(\\S+))");

    /** What a value means. */
    public enum Facet {
        ACTOR,
        TARGET,
        ACTION,
        /** The first day. */
        AFTER,
        /** The day after the last one. */
        BEFORE,
        /** A company that the organization's users manage. */
        IN;

        private final String key = name().toLowerCase(Locale.ROOT);

        /** As it is typed, without the colon. */
        public String key() {
            return key;
        }

        static Optional<Facet> find(String typed) {
            return Stream.of(values()).filter(each -> each.key.equals(typed)).findFirst();
        }
    }

    public AuditQuery {
        values = Map.copyOf(values);
        words = List.copyOf(words);
    }

    /** @throws InvalidException for an unknown key, a key that is given twice, or a query that is too long */
    static AuditQuery read(String typed) {
        if (typed.length() > LONGEST) {
            throw InvalidException.of("q", "too-long", LONGEST);
        }
        if (Text.hasControlCharacters(typed)) {
            throw InvalidException.of("q", "control-characters");
        }
        var values = new EnumMap<Facet, String>(Facet.class);
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(typed);
        while (matcher.find()) {
            var value = (matcher.group(2) == null ? matcher.group(3) : matcher.group(2)).replace("\"", "");
            if (value.isBlank()) {
                continue;
            }
            var key = matcher.group(1);
            if (key == null) {
                words.add(value);
            } else {
                var known = Facet.find(key).orElseThrow(() -> InvalidException.of("q", "audit-word", key));
                if (values.put(known, value) != null) {
                    throw InvalidException.of("q", "audit-twice", key);
                }
            }
        }
        return new AuditQuery(values, words);
    }

    /** The value of a key; empty if it is not given. */
    public String of(Facet key) {
        return values.getOrDefault(key, "");
    }

    public boolean isEmpty() {
        return values.isEmpty() && words.isEmpty();
    }

    /** The same with another value for a key; blank takes the key away. */
    AuditQuery with(Facet key, String value) {
        var changed = new EnumMap<Facet, String>(Facet.class);
        changed.putAll(values);
        if (value.isBlank()) {
            changed.remove(key);
        } else {
            changed.put(key, value.strip().replace("\"", ""));
        }
        return new AuditQuery(changed, words);
    }

    /** The start of a day that is given. */
    @Nullable Instant day(Facet key, ZoneId zone) {
        var typed = values.get(key);
        return typed == null
                ? null
                : StorableTime.startOfDay(typed, zone).orElseThrow(() -> InvalidException.of("q", "date"));
    }

    /** The last day that it includes, for a field; empty if it does not end. */
    public String lastDay() {
        try {
            return values.containsKey(Facet.BEFORE)
                    ? LocalDate.parse(of(Facet.BEFORE)).minusDays(1).toString()
                    : "";
        } catch (DateTimeException noDate) {
            return "";
        }
    }

    /** The query as it is typed. */
    public String text() {
        return Stream.concat(
                        Stream.of(Facet.values())
                                .filter(values::containsKey)
                                .map(key -> key.key() + ":" + quoted(of(key))),
                        words.stream().map(AuditQuery::quoted))
                .collect(Collectors.joining(" "));
    }

    static String quoted(String value) {
        return value.chars().anyMatch(Character::isWhitespace) || value.contains(":") ? "\"" + value + "\"" : value;
    }
}
