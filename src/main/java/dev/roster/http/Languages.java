package dev.roster.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The languages of Roster, from {@code messages/<area>.properties} and {@code messages/<area>_de.properties}. */
@Component
public final class Languages {
    /** The first is the default. */
    public static final List<String> TAGS = List.of("en", "de");

    private static final Pattern FIRST_WORD = Pattern.compile("\\p{L}+");
    private static final Set<String> ISO = Set.of(Locale.getISOLanguages());
    private static final Map<String, Set<String>> NAMES =
            TAGS.stream().collect(Collectors.toMap(tag -> tag, Languages::spellings));

    private final Map<String, Texts> byTag = new HashMap<>();

    /** Reads all texts. */
    public Languages() {
        for (var tag : TAGS) {
            byTag.put(tag, read(tag));
        }
    }

    /**
     * The tag of a supported language, given its tag with or without a region ({@code de-DE}, {@code DE}), its three-letter
     * code, or its name in any of them; empty if it is another language, or none.
     */
    public static Optional<String> find(String typed) {
        var word = word(typed);
        return TAGS.stream().filter(tag -> names(tag).contains(word)).findFirst();
    }

    /** Whether the text is the tag of any language, supported or not. */
    public static boolean isLanguage(String typed) {
        return ISO.contains(word(typed));
    }

    /** The part of a tag or name before the region. */
    private static String word(String typed) {
        var word = FIRST_WORD.matcher(typed);
        return word.find() ? word.group().toLowerCase(Locale.ROOT) : "";
    }

    private static Set<String> names(String tag) {
        return NAMES.getOrDefault(tag, Set.of());
    }

    private static Set<String> spellings(String tag) {
        var locale = Locale.forLanguageTag(tag);
        return Stream.concat(
                        Stream.of(tag, locale.getISO3Language()),
                        TAGS.stream().map(other -> locale.getDisplayLanguage(Locale.forLanguageTag(other))))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The texts for a language tag; English if the language is not supported. */
    public Texts in(@Nullable String tag) {
        return Objects.requireNonNull(byTag.getOrDefault(tag == null ? "" : tag, byTag.get(TAGS.getFirst())));
    }

    /** The best match for a browser's {@code Accept-Language} (RFC 9110, section 12.5.4). */
    public Texts accepted(@Nullable String header) {
        if (header == null || header.length() > 200) {
            return in(null);
        }
        try {
            return in(Locale.lookupTag(Locale.LanguageRange.parse(header), TAGS));
        } catch (IllegalArgumentException notAList) {
            return in(null);
        }
    }

    private static Texts read(String tag) {
        var locale = Locale.forLanguageTag(tag);
        var plain = new HashMap<String, String>();
        var patterns = new HashMap<String, Message>();
        for (var entry : entries(tag).entrySet()) {
            var key = (String) entry.getKey();
            var format = new MessageFormat((String) entry.getValue(), locale);
            if (format.getFormatsByArgumentIndex().length == 0) {
                plain.put(key, format.format(new Object[0]));
            } else {
                patterns.put(key, new Message(format));
            }
        }
        return new Texts(locale, Map.copyOf(plain), Map.copyOf(patterns));
    }

    private static Properties entries(String tag) {
        var all = new Properties();
        var others = Set.copyOf(TAGS.subList(1, TAGS.size()));
        try {
            for (var file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties")) {
                var name = String.valueOf(file.getFilename()).replace(".properties", "");
                var suffix = name.contains("_") ? name.substring(name.lastIndexOf('_') + 1) : TAGS.getFirst();
                boolean wanted = others.contains(suffix) ? suffix.equals(tag) : tag.equals(TAGS.getFirst());
                if (wanted) {
                    try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                        all.load(reader);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }
}
