package dev.roster.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a password against a rule. Neither stores nor logs passwords. */
@Component
public class PasswordRules {
    /** zxcvbn takes a tenth of a second for 64 symbols; further characters never lower a score. */
    private static final int MEASURED = 40;

    private static final int SHORTEST_PERSONAL = 4;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final BreachedPasswords breached;
    private final Zxcvbn strength = new Zxcvbn();

    PasswordRules(BreachedPasswords breached) {
        this.breached = breached;
    }

    /** The parts of a person's data that must not appear in their password, as far as they are known. */
    public static List<String> personal(@Nullable String... words) {
        return Arrays.stream(words).filter(Objects::nonNull).toList();
    }

    /**
     * The flaws of a password, if any.
     *
     * @param personal the person's own address, username and names; anything shorter than four letters is ignored
     */
    public List<PasswordFlaw> check(PasswordRule rule, String password, List<String> personal) {
        // Longer than any composed form of an allowed one: not worth normalising.
        if (password.length() > 16 * Bounds.PASSWORD) {
            return List.of(PasswordFlaw.TOO_LONG);
        }
        var typed = Normalizer.normalize(password, Normalizer.Form.NFC);
        if (typed.codePointCount(0, typed.length()) > rule.maxLength()) {
            return List.of(PasswordFlaw.TOO_LONG);
        }
        return flaws(rule, typed, personal);
    }

    /**
     * Refuses a password with flaws.
     *
     * @param field the name of the password field in the form or the API
     * @throws InvalidException with one error for each flaw
     */
    public void require(PasswordRule rule, String password, List<String> personal, String field) {
        var wrong = new InvalidException.Collector();
        check(rule, password, personal, field, wrong);
        wrong.throwIfAny();
    }

    /** Adds one error per flaw to those of a form. */
    public void check(
            PasswordRule rule,
            String password,
            List<String> personal,
            String field,
            InvalidException.Collector errors) {
        check(rule, password, personal)
                .forEach(flaw ->
                        errors.add(field, flaw.code(), flaw.arguments(rule).toArray()));
    }

    /** The requirements that a form ticks off; other flaws are reported only when they occur. */
    public List<PasswordFlaw> applicable(PasswordRule rule) {
        var flaws = new ArrayList<PasswordFlaw>();
        flaws.add(PasswordFlaw.TOO_SHORT);
        rule.requires().forEach(c -> flaws.add(c.missing()));
        if (rule.minStrength() > 0) {
            flaws.add(PasswordFlaw.TOO_WEAK);
        }
        if (rule.refuseBreached()) {
            flaws.add(PasswordFlaw.BREACHED);
        }
        flaws.add(PasswordFlaw.PERSONAL);
        return List.copyOf(flaws);
    }

    private List<PasswordFlaw> flaws(PasswordRule rule, String typed, List<String> personal) {
        var flaws = new ArrayList<PasswordFlaw>();
        if (typed.codePointCount(0, typed.length()) < rule.minLength()) {
            flaws.add(PasswordFlaw.TOO_SHORT);
        }
        rule.requires().stream().filter(c -> !c.isIn(typed)).forEach(c -> flaws.add(c.missing()));
        if (isTooWeak(rule, typed, personal)) {
            flaws.add(PasswordFlaw.TOO_WEAK);
        }
        if (rule.refuseBreached() && breached.knows(typed)) {
            flaws.add(PasswordFlaw.BREACHED);
        }
        if (isPersonal(typed, personal)) {
            flaws.add(PasswordFlaw.PERSONAL);
        }
        if (Text.hasControlCharacters(typed)) {
            flaws.add(PasswordFlaw.HAS_CONTROL_CHARACTERS);
        }
        return List.copyOf(flaws);
    }

    private boolean isTooWeak(PasswordRule rule, String typed, List<String> personal) {
        if (rule.minStrength() == 0) {
            return false;
        }
        var measured = typed.length() > MEASURED ? typed.substring(0, MEASURED) : typed;
        return strength.measure(measured, words(personal).toList()).getScore() < rule.minStrength();
    }

    private static boolean isPersonal(String typed, List<String> personal) {
        var lower = typed.toLowerCase(Locale.ROOT);
        return words(personal)
                .filter(word -> word.codePoints().filter(Character::isLetter).count() >= SHORTEST_PERSONAL)
                .anyMatch(lower::contains);
    }

    /** The local part of an address, whole names, and each of their words, in lower case. */
    private static Stream<String> words(List<String> personal) {
        return personal.stream()
                .map(text -> text.contains("@") ? text.substring(0, text.lastIndexOf('@')) : text)
                .map(text -> Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
                .flatMap(text -> Stream.concat(Stream.of(text), Arrays.stream(NO_WORD.split(text))))
                .filter(text -> !text.isBlank())
                .distinct();
    }
}
