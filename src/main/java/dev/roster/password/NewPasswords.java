package dev.roster.password;

import java.util.List;
import org.springframework.stereotype.Component;

/** How a new password is obtained: typed and checked against the rules, or generated; hashed in either case. */
@Component
public class NewPasswords {
    /** As spelled in forms and the API. */
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
     * A typed password. Takes tens of milliseconds, so call it before the transaction, like {@link Passwords#hash}.
     *
     * @param personal what names the owner of the password
     * @throws dev.roster.shared.InvalidException with one error for each flaw
     */
    public HashedPassword typed(PasswordRule rule, String password, List<String> personal) {
        rules.require(rule, password, personal, FIELD);
        return passwords.hash(password);
    }

    /** A generated password that satisfies the rule, to be handed over once. */
    public String generate(PasswordRule rule) {
        return generator.generate(rule);
    }

    /** A generated password. */
    public HashedPassword hash(String generated) {
        return passwords.hash(generated);
    }
}
