package dev.roster.credentials;

import dev.roster.http.Texts;
import dev.roster.password.PasswordFlaw;
import dev.roster.password.PasswordRule;
import dev.roster.password.PasswordRules;
import dev.roster.ui.FormErrors;
import dev.roster.ui.PasswordHint;
import java.util.List;
import java.util.Set;

/** The requirements for a password, which a form ticks off while it is typed. */
public final class PasswordHintTexts {
    private PasswordHintTexts() {}

    /** @param errors of the form: the requirements that its {@code password} did not meet are marked */
    public static List<PasswordHint> of(Texts texts, PasswordRules rules, PasswordRule rule, FormErrors errors) {
        var missed = errors.codes("password");
        return rules.applicable(rule).stream()
                .map(flaw -> hint(texts, rule, flaw, missed))
                .toList();
    }

    private static PasswordHint hint(Texts texts, PasswordRule rule, PasswordFlaw flaw, Set<String> missed) {
        boolean unmet = missed.contains(flaw.code());
        var text =
                texts.get("password.hint." + flaw.code(), flaw.arguments(rule).toArray());
        return switch (flaw) {
            case TOO_SHORT -> new PasswordHint("min-length", rule.minLength(), text, unmet);
            case NEEDS_LOWER -> new PasswordHint("lower", 1, text, unmet);
            case NEEDS_UPPER -> new PasswordHint("upper", 1, text, unmet);
            case NEEDS_DIGIT -> new PasswordHint("digit", 1, text, unmet);
            case NEEDS_SPECIAL -> new PasswordHint("special", 1, text, unmet);
            case TOO_LONG, TOO_WEAK, BREACHED, PERSONAL, HAS_CONTROL_CHARACTERS ->
                new PasswordHint("server", 0, text, unmet);
        };
    }
}
