package dev.roster.user;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.roster.shared.InvalidException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks and formats phone numbers by the numbering plan of their country. */
final class Phones {
    private static final Pattern COUNTRY_CODE = Pattern.compile("\\+?[1-9]\\d{0,2}");

    private Phones() {}

    /** Both or neither: a number means nothing without its country code. */
    static Member.@Nullable Phone read(
            @Nullable String countryCode, @Nullable String number, InvalidException.Collector errors) {
        var typedCode = countryCode == null ? "" : countryCode.strip();
        var typedNumber = number == null ? "" : number.strip();
        if (typedCode.isEmpty() && typedNumber.isEmpty()) {
            return null;
        }
        if (!COUNTRY_CODE.matcher(typedCode).matches()) {
            errors.add("phone.countryCode", typedCode.isEmpty() ? "required" : "country-code");
            return null;
        }
        if (typedNumber.isEmpty()) {
            errors.add("phone.number", "required");
            return null;
        }
        var code = typedCode.startsWith("+") ? typedCode : "+" + typedCode;
        try {
            var phones = PhoneNumberUtil.getInstance();
            var region = phones.getRegionCodeForCountryCode(Integer.parseInt(code.substring(1)));
            var parsed = phones.parse(typedNumber, region);
            if (phones.isValidNumber(parsed) && code.equals("+" + parsed.getCountryCode())) {
                var international = phones.format(parsed, PhoneNumberFormat.INTERNATIONAL);
                return new Member.Phone(
                        code, international.substring(code.length()).strip());
            }
        } catch (NumberParseException notANumber) {
            // told below, like a number that no country has
        }
        errors.add("phone.number", "phone");
        return null;
    }
}
