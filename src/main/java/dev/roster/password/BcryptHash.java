package dev.roster.password;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** bcrypt in its modular crypt format: {@code $2b$12$…}, also {@code 2a} and {@code 2y}. */
record BcryptHash(String text, int cost) implements ForeignHash {
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}");
    private static final double MILLIS_PER_ROUND = 0.061;
    private static final long BYTES = 4168;
    private static final BCryptPasswordEncoder VERIFIER = new BCryptPasswordEncoder();

    static Optional<BcryptHash> read(String text) {
        var form = FORM.matcher(text);
        return form.matches() ? Optional.of(new BcryptHash(text, Integer.parseInt(form.group(1)))) : Optional.empty();
    }

    @Override
    public double millis() {
        return MILLIS_PER_ROUND * (1L << cost);
    }

    @Override
    public long bytes() {
        return BYTES;
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
