package dev.roster.password;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Argon2 (RFC 9106) as a PHC string: {@code $argon2id$v=19$m=65536,t=3,p=4$salt$hash}, also {@code argon2i} and {@code argon2d}. */
record Argon2Hash(String text, int memory, int passes) implements ForeignHash {
    private static final Pattern FORM =
            Pattern.compile("\\$argon2(?:id|i|d)\\$v=(?:16|19)\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d{1,2})"
                    + "\\$[A-Za-z0-9+/]{11,88}\\$[A-Za-z0-9+/]{16,88}");
    private static final int MOST_LANES = 16;
    private static final int KIB_PER_LANE = 8;
    private static final int BYTES_PER_KIB = 1024;

    private static final double MILLIS_PER_KIB_AND_PASS = 0.0007;

    /** More memory than ours is cold for the heap and the processor's caches. */
    private static final double MILLIS_PER_KIB_MORE_THAN_OURS = 0.0008;

    /** Its settings are for creating hashes, not for verifying them. */
    private static final Argon2PasswordEncoder VERIFIER = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();

    static Optional<Argon2Hash> read(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int memory = Integer.parseInt(form.group(1));
        int passes = Integer.parseInt(form.group(2));
        int lanes = Integer.parseInt(form.group(3));
        boolean possible = memory >= KIB_PER_LANE * lanes && passes >= 1 && lanes >= 1 && lanes <= MOST_LANES;
        return possible ? Optional.of(new Argon2Hash(text, memory, passes)) : Optional.empty();
    }

    @Override
    public double millis() {
        return MILLIS_PER_KIB_AND_PASS * memory * passes
                + MILLIS_PER_KIB_MORE_THAN_OURS * Math.max(0, memory - PasswordHasher.MEMORY_KIB);
    }

    @Override
    public long bytes() {
        return (long) BYTES_PER_KIB * memory;
    }

    @Override
    public boolean matches(String password) {
        return VERIFIER.matches(password, text);
    }

    @Override
    public String toString() {
        return "[argon2]";
    }
}
