package dev.roster.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as ISO 8601 writes them in UTC. */
public final class IsoTime {
    private IsoTime() {}

    /** The same text as {@link Instant#toString}, whose formatter takes several times as long. */
    public static String of(Instant at) {
        var text = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC)
                .toString();
        boolean toTheMinute = at.getEpochSecond() % 60 == 0 && at.getNano() == 0;
        return toTheMinute ? text + ":00Z" : text + "Z";
    }
}
