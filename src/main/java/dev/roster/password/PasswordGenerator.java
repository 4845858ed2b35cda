package dev.roster.password;

import dev.roster.shared.Bounds;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Generates passwords that can be read out on the phone: groups of four, no two characters that look alike. Sixteen of 28
 * characters give 76 bits.
 */
@Component
public class PasswordGenerator {
    // Left out: 0 O o Q D, 1 l I i j L, 5 S s, 2 Z z, 8 B, b G (6), g q (9), u v U V, m (rn), and every capital that
    // looks like its enlarged small letter.
    static final String ALPHABET = "acdefhknprtwxy" + "AEFHJMNRT" + "34679";

    private static final int GROUP = 4;
    private static final int LEAST_GROUPS = 4;
    private static final char SEPARATOR = '-';
    private static final PasswordRule OWN =
            new PasswordRule(Bounds.SHORTEST_PASSWORD, Bounds.PASSWORD, EnumSet.allOf(CharacterClass.class), 4, true);

    private final PasswordRules rules;
    private final SecureRandom random = new SecureRandom();

    PasswordGenerator(PasswordRules rules) {
        this.rules = rules;
    }

    /** A new password that satisfies the rule and has every class of characters, even if the rule does not require them. */
    public String generate(PasswordRule rule) {
        while (true) {
            // Starting over keeps all valid passwords equally likely; inserting the missing class would not.
            var drawn = draw(groups(rule));
            if (rules.check(OWN, drawn, List.of()).isEmpty()
                    && rules.check(rule, drawn, List.of()).isEmpty()) {
                return drawn;
            }
        }
    }

    private static int groups(PasswordRule rule) {
        return Math.max(LEAST_GROUPS, Math.ceilDiv(rule.minLength() + 1, GROUP + 1));
    }

    private String draw(int groups) {
        var drawn = new StringBuilder(groups * (GROUP + 1));
        for (int i = 0; i < groups * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                drawn.append(SEPARATOR);
            }
            drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return drawn.toString();
    }
}
