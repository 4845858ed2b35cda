package dev.roster.credentials;

import dev.roster.http.Texts;
import dev.roster.password.PasswordFlaw;
import dev.roster.password.PasswordRule;
import dev.roster.password.PasswordRules;
import dev.roster.ui.PasswordHint;
import java.util.List;

/** The requirements for a password, which a form ticks off while it is typed. */
public final class PasswordHintTexts {
    private PasswordHintTexts() {}

    public static List<PasswordHint> of(Texts texts, PasswordRules rules, PasswordRule rule) {
        return rules.applicable(rule).stream()
                .map(flaw -> hint(texts, rule, flaw))
                .toList();
    }

    private static PasswordHint hint(Texts texts, PasswordRule rule, PasswordFlaw flaw) {
        var text =
                texts.get("password.hint." + flaw.code(), flaw.arguments(rule).toArray());
        return switch (flaw) {
            case TOO_SHORT -> new PasswordHint("min-length", rule.minLength(), text);
            case NEEDS_LOWER -> new PasswordHint("lower", 1, text);
            case NEEDS_UPPER -> new PasswordHint("upper", 1, text);
            case NEEDS_DIGIT -> new PasswordHint("digit", 1, text);
            case NEEDS_SPECIAL -> new PasswordHint("special", 1, text);
            case TOO_LONG, TOO_WEAK, BREACHED, PERSONAL, HAS_CONTROL_CHARACTERS -> new PasswordHint("server", 0, text);
        };
    }
}
