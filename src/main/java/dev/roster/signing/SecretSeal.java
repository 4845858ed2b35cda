package dev.roster.signing;

import dev.roster.installation.ServerSecret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Encrypts with AES-256-GCM (NIST SP 800-38D) under a key that is derived from the server's secret for one purpose. */
@Component
class SecretSeal {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServerSecret secret;

    SecretSeal(ServerSecret secret) {
        this.secret = secret;
    }

    byte[] seal(String purpose, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, secret.mac(purpose, new byte[0]), nonce)
                    .doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Whether it was sealed for this purpose with the server's current secret, not with one from before a rotation. */
    boolean isCurrent(String purpose, byte[] sealed) {
        return opened(secret.mac(purpose, new byte[0]), sealed).isPresent();
    }

    /** Empty if it was sealed for another purpose, or with a secret that the server no longer has. */
    Optional<byte[]> open(String purpose, byte[] sealed) {
        return secret.macs(purpose, new byte[0]).stream()
                .flatMap(key -> opened(key, sealed).stream())
                .findFirst();
    }

    private static Optional<byte[]> opened(byte[] key, byte[] sealed) {
        try {
            var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException anotherKey) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
