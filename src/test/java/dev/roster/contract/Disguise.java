package dev.roster.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Replaces everything that differs from run to run, such as ids, times and secrets, with constants, and translates them back
 * for requests.
 */
final class Disguise {
    private static final Instant SHOWN_NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z");
    private static final Pattern SECRET = Pattern.compile("roster_[\\w-]{40,}");
    private static final Pattern LINK = Pattern.compile("http://[^\"/]+(/invitations)/[\\w-]+");
    private static final Pattern REQUEST = Pattern.compile("(\"requestId\": ?)\"[^\"]+\"");
    private static final Pattern CURSOR = Pattern.compile("(\"next\": ?)\"[^\"]+\"");
    private static final Pattern PASSWORD = Pattern.compile("(\"generatedPassword\": ?)\"[^\"]+\"");

    /** The organizations of the examples; each page makes its own. */
    private static final Pattern ORGANIZATION =
            Pattern.compile("\\b(acme|northwind|globex|juniper|meridian|ledgerline)\\b");

    private final Instant now;
    private final String suffix;
    private final Map<String, String> shown = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** @param now when the page begins, which it always shows as the same moment */
    Disguise(Instant now) {
        this.now = now;
        this.suffix = "-" + Long.toString(System.nanoTime(), 36);
    }

    /** As the page shows it. */
    String hide(String real) {
        var text = real.replace(suffix, "");
        text = SECRET.matcher(text).replaceAll(match -> stand(match, "roster_an-example-secret-%d"));
        text = REQUEST.matcher(text).replaceAll("$1\"01a20000-0000-7000-0000-000000000000\"");
        text = ID.matcher(text).replaceAll(match -> stand(match, "01a20000-0000-7000-8000-%012d"));
        text = TIME.matcher(text).replaceAll(match -> shownTime(Instant.parse(match.group())));
        text = LINK.matcher(text).replaceAll("https://roster.example$1/an-example-link");
        text = CURSOR.matcher(text).replaceAll("$1\"an-example-cursor\"");
        return PASSWORD.matcher(text).replaceAll("$1\"an-example-password\"");
    }

    /** As it is sent. */
    String reveal(String page) {
        var text = ORGANIZATION.matcher(page).replaceAll("$1" + suffix);
        for (var one : shown.entrySet()) {
            text = text.replace(one.getValue(), one.getKey());
        }
        return text;
    }

    private String stand(MatchResult match, String form) {
        return shown.computeIfAbsent(match.group(), first -> form.formatted(counts.merge(form, 1, Integer::sum)));
    }

    /** To the hour, so that an answer may take a while. */
    private String shownTime(Instant real) {
        long hours = Math.max(0, Duration.between(now, real).toHours());
        return SHOWN_NOW.plus(Duration.ofHours(hours)).toString();
    }
}
