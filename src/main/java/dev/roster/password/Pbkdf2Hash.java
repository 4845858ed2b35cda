package dev.roster.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018, section 5.2) over HMAC with SHA-1, SHA-256 or SHA-512: as a PHC string, in the format of passlib ({@code
 * $pbkdf2-sha256$29000$salt$hash}) and in that of Django ({@code pbkdf2_sha256$600000$salt$hash}).
 */
record Pbkdf2Hash(Digest digest, int iterations, byte[] salt, byte[] hash) implements ForeignHash {
    private static final Pattern PHC = Pattern.compile(
            "\\$pbkdf2(-sha1|-sha256|-sha512)?\\$(?:i=)?(\\d{1,7})(?:,l=\\d{1,3})?\\$([A-Za-z0-9+/.]{8,172})\\$([A-Za-z0-9+/.]{22,172})");
    private static final Pattern DJANGO =
            Pattern.compile("pbkdf2_(sha1|sha256)\\$(\\d{1,7})\\$([A-Za-z0-9]{1,128})\\$([A-Za-z0-9+/]{22,86}={0,2})");

    /** The underlying digest. */
    enum Digest {
        SHA1(20, 0.00021),
        SHA256(32, 0.00024),
        SHA512(64, 0.00075);

        private final int bytes;
        private final double millisPerIteration;

        Digest(int bytes, double millisPerIteration) {
            this.bytes = bytes;
            this.millisPerIteration = millisPerIteration;
        }

        private String algorithm() {
            return "PBKDF2WithHmac" + name();
        }
    }

    static Optional<Pbkdf2Hash> read(String text) {
        var phc = PHC.matcher(text);
        if (phc.matches()) {
            var digest = phc.group(1) == null ? "sha1" : phc.group(1).substring(1);
            return PlainBase64.read(phc.group(3)).flatMap(salt -> of(digest, phc.group(2), salt, phc.group(4)));
        }
        var django = DJANGO.matcher(text);
        return django.matches()
                ? of(
                        django.group(1),
                        django.group(2),
                        django.group(3).getBytes(StandardCharsets.US_ASCII),
                        django.group(4))
                : Optional.empty();
    }

    private static Optional<Pbkdf2Hash> of(String digest, String iterations, byte[] salt, String hash) {
        int rounds = Integer.parseInt(iterations);
        if (rounds < 1) {
            return Optional.empty();
        }
        var kind = Digest.valueOf(digest.toUpperCase(Locale.ROOT));
        return PlainBase64.read(hash).map(bytes -> new Pbkdf2Hash(kind, rounds, salt, bytes));
    }

    /** Each block of the hash, as long as the digest, takes all of the iterations. */
    @Override
    public double millis() {
        return digest.millisPerIteration * iterations * Math.ceilDiv(hash.length, digest.bytes);
    }

    @Override
    public long bytes() {
        return hash.length;
    }

    @Override
    public boolean matches(String password) {
        var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, hash.length * Byte.SIZE);
        try {
            var computed = SecretKeyFactory.getInstance(digest.algorithm())
                    .generateSecret(spec)
                    .getEncoded();
            return MessageDigest.isEqual(computed, hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(digest.algorithm(), impossible); // every JDK has it
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String toString() {
        return "[pbkdf2]";
    }
}
