package dev.roster.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** scrypt (RFC 7914) as a PHC string: {@code $scrypt$ln=16,r=8,p=1$salt$hash}. */
record ScryptHash(int log2Cost, int blockSize, int lanes, byte[] salt, byte[] hash) implements ForeignHash {
    private static final Pattern FORM = Pattern.compile(
            "\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{8,88})\\$([A-Za-z0-9+/]{22,88})");
    private static final int LEAST_LOG2_COST = 10;
    private static final int MOST_LOG2_COST = 24;
    private static final int MOST_BLOCK_SIZE = 64;
    private static final int BYTES_PER_BLOCK = 128;

    /** RFC 7914, section 2: N is less than 2^(128 * r / 8). */
    private static final int LOG2_COST_PER_BLOCK = 16;

    private static final double MILLIS_PER_BLOCK = 0.00029;

    static Optional<ScryptHash> read(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int cost = Integer.parseInt(form.group(1));
        int block = Integer.parseInt(form.group(2));
        int lanes = Integer.parseInt(form.group(3));
        boolean possible = cost >= LEAST_LOG2_COST
                && cost <= MOST_LOG2_COST
                && cost < LOG2_COST_PER_BLOCK * block
                && block <= MOST_BLOCK_SIZE
                && lanes >= 1;
        var salt = PlainBase64.read(form.group(4));
        var hash = PlainBase64.read(form.group(5));
        return possible && salt.isPresent() && hash.isPresent()
                ? Optional.of(new ScryptHash(cost, block, lanes, salt.get(), hash.get()))
                : Optional.empty();
    }

    @Override
    public double millis() {
        return MILLIS_PER_BLOCK * lanes * ((long) blockSize << log2Cost);
    }

    @Override
    public long bytes() {
        return (long) BYTES_PER_BLOCK * blockSize << log2Cost;
    }

    @Override
    public boolean matches(String password) {
        var computed = SCrypt.generate(
                password.getBytes(StandardCharsets.UTF_8), salt, 1 << log2Cost, blockSize, lanes, hash.length);
        return MessageDigest.isEqual(computed, hash);
    }

    @Override
    public String toString() {
        return "[scrypt]";
    }
}
