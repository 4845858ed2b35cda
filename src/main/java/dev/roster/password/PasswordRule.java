package dev.roster.password;

import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The requirements of an organization for passwords; part of its policy.
 *
 * @param minLength in Unicode code points, 8 to 64
 * @param maxLength in Unicode code points, 64 to 128: a passphrase always fits (NIST SP 800-63B, section 3.1.1.2)
 * @param requires classes of which at least one character each is required
 * @param minStrength the minimum zxcvbn score, 1 to 4; 0 for none
 * @param refuseBreached whether breached passwords, and their usual disguises, are refused
 */
public record PasswordRule(
        int minLength, int maxLength, Set<CharacterClass> requires, int minStrength, boolean refuseBreached) {

    /** The rule for operators, who belong to no organization. */
    public static final PasswordRule OPERATOR = new PasswordRule(12, Bounds.PASSWORD, Set.of(), 3, true);

    /** @throws InvalidException with an error for each field that is out of range */
    public PasswordRule {
        var wrong = new InvalidException.Collector();
        requireWithin(wrong, "minLength", minLength, Bounds.SHORTEST_PASSWORD, Bounds.ALLOWED_PASSWORD);
        requireWithin(wrong, "maxLength", maxLength, Bounds.ALLOWED_PASSWORD, Bounds.PASSWORD);
        requireWithin(wrong, "minStrength", minStrength, 0, 4);
        wrong.throwIfAny();
        var ordered = EnumSet.noneOf(CharacterClass.class);
        ordered.addAll(requires);
        requires = Collections.unmodifiableSet(ordered);
    }

    private static void requireWithin(InvalidException.Collector wrong, String field, int value, int least, int most) {
        if (value < least || value > most) {
            wrong.add(field, "out-of-range", least, most);
        }
    }
}
