package dev.roster.password;

import java.util.List;
import org.springframework.stereotype.Component;

/** How a new password comes about: typed and held against the rules, or generated; and hashed in either case. */
@Component
public class NewPasswords {
    /** What forms and the API call it. */
    private static final String FIELD = "password";

    private final PasswordRules rules;
    private final PasswordGenerator generator;
    private final Passwords passwords;

    NewPasswords(PasswordRules rules, PasswordGenerator generator, Passwords passwords) {
        this.rules = rules;
        this.generator = generator;
        this.passwords = passwords;
    }

    /**
     * A password as somebody typed it. Takes tens of milliseconds: before the transaction, as {@link Passwords#hash}.
     *
     * @param personal what names the person whose password it is to be
     * @throws dev.roster.shared.InvalidException with one error for each flaw
     */
    public HashedPassword typed(PasswordRule rule, String password, List<String> personal) {
        rules.require(rule, password, personal, FIELD);
        return passwords.hash(password);
    }

    /** A password that satisfies the rule, to be handed over once. */
    public String generate(PasswordRule rule) {
        return generator.generate(rule);
    }

    /** One that was generated. */
    public HashedPassword hash(String generated) {
        return passwords.hash(generated);
    }
}
