package dev.roster.installation;

import dev.roster.installation.Settings.LogFormat;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Tells the person who starts Roster what they need next: as a plain line on the console, or as a JSON log entry. */
public final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final LogFormat format;
    private final Clock clock;

    public Announcements(LogFormat format, Clock clock) {
        this.format = format;
        this.clock = clock;
    }

    public void say(String sentence) {
        switch (format) {
            case TEXT -> System.out.println(sentence);
            case JSON -> LOG.info("{}", sentence);
        }
    }

    /** The same for secrets such as a link: only on the console, bypassing every log. */
    public void confide(String text) {
        switch (format) {
            case TEXT -> System.out.println(text);
            case JSON ->
                System.out.println(new JsonMapper()
                        .writeValueAsString(Map.of("@timestamp", clock.instant().toString(), "message", text)));
        }
    }
}
