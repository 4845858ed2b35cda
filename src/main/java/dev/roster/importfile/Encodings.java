package dev.roster.importfile;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The encodings that people can choose for a file in which no encoding is recognized. */
public final class Encodings {
    private static final Map<String, Charset> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("utf-8", StandardCharsets.UTF_8);
        KNOWN.put("windows-1252", Charset.forName("windows-1252"));
        KNOWN.put("windows-1250", Charset.forName("windows-1250"));
        KNOWN.put("macintosh", Charset.forName("x-MacRoman"));
        KNOWN.put("ibm850", Charset.forName("IBM850"));
    }

    /** As spelled in forms, the most frequent ones first. */
    public static final List<String> KEYS = List.copyOf(KNOWN.keySet());

    private Encodings() {}

    /** The encoding with this key; empty for none, which leaves it to the file. */
    public static Optional<Charset> find(@Nullable String key) {
        return Optional.ofNullable(key).map(KNOWN::get);
    }
}
