package dev.roster.person;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.roster.shared.InvalidException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks and formats phone numbers by the numbering plan of their country. */
public final class Phones {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    /** Also {@code 0044} and {@code (+44)}, and {@code 44.0} from a spreadsheet that took it for a number. */
    private static final Pattern CALLING_CODE = Pattern.compile("\\(?(?:\\+|00)?\\s*([1-9]\\d{0,2})\\)?(?:[.,]0+)?");

    private static final Pattern INTERNATIONAL = Pattern.compile("[(\\s]*(?:\\+|00)\\s*\\(?[1-9].*", Pattern.DOTALL);

    private Phones() {}

    /**
     * Both or neither: a number means nothing without its country code, unless it begins with it ({@code +44 …}, E.164).
     *
     * @param countryCode a calling code, or the region, such as one chosen in the list of {@link Countries}
     */
    public static @Nullable Phone read(
            @Nullable String countryCode, @Nullable String number, InvalidException.Collector errors) {
        var typedCode = countryCode == null ? "" : countryCode.strip();
        var typedNumber = number == null ? "" : Spreadsheet.unrounded(number.strip());
        if (Spreadsheet.isRounded(typedNumber)) {
            errors.add("phone.number", "rounded");
            return null;
        }
        if (typedCode.isEmpty() && typedNumber.isEmpty()) {
            return null;
        }
        if (typedCode.isEmpty() && INTERNATIONAL.matcher(typedNumber).matches()) {
            var phone = parse(typedNumber).flatMap(Phones::written);
            if (phone.isEmpty()) {
                errors.add("phone.number", "phone");
            }
            return phone.orElse(null);
        }
        var region = region(typedCode);
        if (region.isEmpty()) {
            errors.add("phone.countryCode", typedCode.isEmpty() ? "required" : "country-code");
            return null;
        }
        if (typedNumber.isEmpty()) {
            errors.add("phone.number", "required");
            return null;
        }
        var phone = parse(region, typedNumber).flatMap(Phones::written);
        if (phone.isEmpty()) {
            errors.add("phone.number", "phone");
        }
        return phone.orElse(null);
    }

    /** The region of a stored or typed number; if the number does not determine it, the first region with its calling code. */
    static String region(@Nullable String countryCode, @Nullable String number) {
        var region = region(countryCode == null ? "" : countryCode.strip());
        if (region.isEmpty() || region.equals(countryCode) || number == null) {
            return region;
        }
        return parse(region, number).map(PHONES::getRegionCodeForNumber).orElse(region);
    }

    private static String region(String typed) {
        var named = typed.toUpperCase(Locale.ROOT);
        if (PHONES.getSupportedRegions().contains(named)) {
            return named;
        }
        if (named.equals("UK")) {
            return "GB";
        }
        var code = CALLING_CODE.matcher(typed);
        var region = code.matches() ? PHONES.getRegionCodeForCountryCode(Integer.parseInt(code.group(1))) : "";
        return PHONES.getSupportedRegions().contains(region) ? region : "";
    }

    /** A number that begins with its country code. */
    private static Optional<PhoneNumber> parse(String international) {
        try {
            var number = international.replaceFirst("^[(\\s]*00\\s*", "+").strip();
            return Optional.of(PHONES.parse(number, null)).filter(PHONES::isValidNumber);
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** Valid in any country with the region's calling code. */
    private static Optional<PhoneNumber> parse(String region, String number) {
        try {
            var parsed = PHONES.parse(number, region);
            return Optional.of(parsed)
                    .filter(PHONES::isValidNumber)
                    .filter(p -> p.getCountryCode() == PHONES.getCountryCodeForRegion(region));
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** Empty for the odd number that reads as a different one when written internationally. */
    private static Optional<Phone> written(PhoneNumber parsed) {
        var code = "+" + parsed.getCountryCode();
        var number = PHONES.format(parsed, PhoneNumberFormat.INTERNATIONAL)
                .substring(code.length())
                .strip();
        return parse(region(code), number).filter(parsed::exactlySameAs).map(same -> new Phone(code, number));
    }
}
