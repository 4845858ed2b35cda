package dev.roster.password;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** bcrypt in its modular crypt format: {@code $2b$12$…}, also {@code 2a} and {@code 2y}, with a cost of at most 15. */
record BcryptHash(String text) implements ForeignHash {
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(?:0[4-9]|1[0-5])\\$[./A-Za-z0-9]{53}");
    private static final BCryptPasswordEncoder VERIFIER = new BCryptPasswordEncoder();

    static Optional<BcryptHash> read(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BcryptHash(text)) : Optional.empty();
    }

    @Override
    public boolean matches(String password) {
        return VERIFIER.matches(password, text);
    }

    @Override
    public String toString() {
        return "[bcrypt]";
    }
}
