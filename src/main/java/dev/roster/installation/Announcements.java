package dev.roster.installation;

import dev.roster.installation.Settings.LogFormat;
import java.io.IOException;
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

    /** Tells systemd that Roster is ready, if it started Roster and waits for that ({@code Type=notify}). */
    public void ready() {
        if (System.getenv("NOTIFY_SOCKET") == null) {
            return;
        }
        try {
            new ProcessBuilder("systemd-notify", "--ready").inheritIO().start();
        } catch (IOException e) {
            LOG.warn("systemd cannot be told that Roster is ready.", e);
        }
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
