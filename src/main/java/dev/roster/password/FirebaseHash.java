package dev.roster.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Firebase's variant of scrypt, whose result is the key that encrypts the project's signer key with AES in counter mode: {@code
 * $firebase-scrypt$ln=14,r=8$salt$separator$signer key$hash}.
 */
record FirebaseHash(int log2Cost, int blockSize, byte[] salt, byte[] signerKey, byte[] hash) implements ForeignHash {
    private static final Pattern FORM = Pattern.compile("\\$firebase-scrypt\\$ln=(1[0-4]),r=([1-9])"
            + "\\$([A-Za-z0-9+/]{8,88})\\$([A-Za-z0-9+/]{0,12})\\$([A-Za-z0-9+/]{43,88})\\$([A-Za-z0-9+/]{43,88})");
    private static final int KEY_BYTES = 32;
    private static final int BLOCK_OF_AES = 16;
    private static final int BYTES_PER_BLOCK = 128;
    private static final double MILLIS_PER_BLOCK = 0.00029;

    static Optional<FirebaseHash> read(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var salt = PlainBase64.read(form.group(3));
        var separator = PlainBase64.read(form.group(4));
        var signerKey = PlainBase64.read(form.group(5));
        var hash = PlainBase64.read(form.group(6));
        if (salt.isEmpty() || separator.isEmpty() || signerKey.isEmpty() || hash.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FirebaseHash(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                joined(salt.get(), separator.get()),
                signerKey.get(),
                hash.get()));
    }

    @Override
    public double millis() {
        return MILLIS_PER_BLOCK * ((long) blockSize << log2Cost);
    }

    @Override
    public long bytes() {
        return (long) BYTES_PER_BLOCK * blockSize << log2Cost;
    }

    @Override
    public boolean matches(String password) {
        var key = SCrypt.generate(
                password.getBytes(StandardCharsets.UTF_8), salt, 1 << log2Cost, blockSize, 1, KEY_BYTES);
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK_OF_AES]));
            return MessageDigest.isEqual(cipher.doFinal(signerKey), hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES", impossible);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public String toString() {
        return "[firebase]";
    }
}
