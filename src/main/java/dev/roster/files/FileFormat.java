package dev.roster.files;

import java.util.Locale;
import org.springframework.http.MediaType;

/** The formats of an export: a table for a spreadsheet, or the API's JSON with one row per line. */
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

    /** The format with this {@link #key}, which the path has matched. */
    public static FileFormat of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** The format of a request's body, whose type the mapping has matched. */
    public static FileFormat of(MediaType type) {
        return MediaType.parseMediaType(LINES_OF_JSON).isCompatibleWith(type) ? NDJSON : CSV;
    }

    /** The file extension. */
    public String key() {
        return key;
    }

    String contentType() {
        return mediaType + ";charset=UTF-8";
    }
}
