package dev.roster.files;

import java.util.Locale;
import org.springframework.http.MediaType;

/** What a list can leave as: a table for a spreadsheet, or the API's JSON with one row a line. */
public enum FileFormat {
    CSV("csv", FileFormat.TEXT_CSV),
    NDJSON("ndjson", FileFormat.LINES_OF_JSON);

    public static final String TEXT_CSV = "text/csv";

    /** <a href="https://github.com/ndjson/ndjson-spec">Newline-delimited JSON</a>. */
    public static final String LINES_OF_JSON = "application/x-ndjson";

    private final String key;
    private final String mediaType;

    FileFormat(String key, String mediaType) {
        this.key = key;
        this.mediaType = mediaType;
    }

    /** That of this {@link #key}, which an address has matched. */
    public static FileFormat of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** That of a request's body, whose type its mapping has matched. */
    public static FileFormat of(MediaType type) {
        return MediaType.parseMediaType(LINES_OF_JSON).isCompatibleWith(type) ? NDJSON : CSV;
    }

    /** The ending of the file's name. */
    public String key() {
        return key;
    }

    String contentType() {
        return mediaType + ";charset=UTF-8";
    }
}
