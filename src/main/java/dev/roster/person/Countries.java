package dev.roster.person;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.roster.http.Texts;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The countries of the world with their calling codes, for the phone number field. */
public final class Countries {
    private static final Map<Locale, List<Country>> BY_LANGUAGE = new ConcurrentHashMap<>();

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
