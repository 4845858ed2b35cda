package dev.roster.person;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.roster.http.Languages;
import dev.roster.http.Texts;
import dev.roster.shared.Text;
import java.text.Collator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The countries of the world with their calling codes, for the phone number field. */
public final class Countries {
    private static final Map<Locale, List<Country>> BY_LANGUAGE = new ConcurrentHashMap<>();
    private static final Map<String, String> REGIONS = regions();

    private Countries() {}

    /**
     * A country; several share a calling code.
     *
     * @param region ISO 3166-1 alpha-2, or libphonenumber's own code
     * @param name in the reader's language
     * @param flag its emoji
     * @param callingCode with its plus sign
     */
    public record Country(String region, String name, String flag, String callingCode) {
        /** The name comes first: a browser finds an option by its first letters. */
        public String label() {
            return name + " " + callingCode + " " + flag;
        }
    }

    /** All countries, by name in the reader's collation order. */
    public static List<Country> of(Texts texts) {
        return BY_LANGUAGE.computeIfAbsent(texts.locale(), Countries::inLanguage);
    }

    /**
     * The region to preselect in the list, or empty.
     *
     * @param countryCode a region or a calling code, as typed or stored
     * @param number distinguishes the countries of one calling code where it can
     */
    public static String chosen(@Nullable String countryCode, @Nullable String number) {
        return Phones.region(countryCode, number);
    }

    /** The region with this name in one of the console's languages, or with this code of three letters; empty if none has. */
    public static String named(String typed) {
        return REGIONS.getOrDefault(Text.folded(typed), "");
    }

    private static Map<String, String> regions() {
        var regions = new HashMap<String, String>();
        for (var region : PhoneNumberUtil.getInstance().getSupportedRegions()) {
            var country = Locale.of("", region);
            for (var language : Languages.TAGS) {
                regions.putIfAbsent(Text.folded(country.getDisplayCountry(Locale.forLanguageTag(language))), region);
            }
            try {
                regions.putIfAbsent(Text.folded(country.getISO3Country()), region);
            } catch (MissingResourceException notInTheStandard) {
                // The library's own code for a place such as Ascension Island.
            }
        }
        return Map.copyOf(regions);
    }

    private static List<Country> inLanguage(Locale locale) {
        var phones = PhoneNumberUtil.getInstance();
        var collator = Collator.getInstance(locale);
        return phones.getSupportedRegions().stream()
                .map(region -> new Country(
                        region,
                        Locale.of("", region).getDisplayCountry(locale),
                        flag(region),
                        "+" + phones.getCountryCodeForRegion(region)))
                .sorted(Comparator.comparing(Country::name, collator))
                .toList();
    }

    /** The two letters as regional indicator symbols. */
    private static String flag(String region) {
        int a = "🇦".codePointAt(0);
        return region.codePoints()
                .map(letter -> a + letter - 'A')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
