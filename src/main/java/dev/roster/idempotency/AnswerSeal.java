package dev.roster.idempotency;

import dev.roster.installation.ServerSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts answers with AES-256-GCM (NIST SP 800-38D) under {@code HMAC-SHA256(server secret, token ‖ Idempotency-Key)}. The
 * database holds neither the secret nor the key, so both are needed besides it to read a password in an answer.
 */
@Component
class AnswerSeal {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final String ANSWER = "idempotency-answer";
    private static final String REQUEST = "idempotency-request";
    private static final String NAME = "idempotency-name";
    private static final int NAME_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final ServerSecret secret;
    private final SecureRandom random = new SecureRandom();

    AnswerSeal(ServerSecret secret) {
        this.secret = secret;
    }

    /** A MAC rather than a hash: a password in a request could be guessed from its hash. */
    byte[] mac(KeyedRequest request) {
        return secret.mac(REQUEST, request.identity());
    }

    boolean isOf(KeyedRequest request, byte[] mac) {
        return secret.verifies(REQUEST, request.identity(), mac);
    }

    /**
     * The values by which the answers that name a person are found, under each of the server's keys, the current one first.
     */
    List<byte[]> named(String name) {
        return secret.macs(NAME, name.getBytes(StandardCharsets.UTF_8)).stream()
                .map(mac -> Arrays.copyOf(mac, NAME_BYTES))
                .toList();
    }

    byte[] seal(KeyedRequest request, StoredResponse answer) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var key = secret.macs(ANSWER, request.known()).getFirst();
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(answer.written());
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Empty if it was sealed with a secret that the server no longer has. */
    Optional<StoredResponse> open(KeyedRequest request, byte[] sealed) {
        var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        for (var key : secret.macs(ANSWER, request.known())) {
            try {
                var written = cipher(Cipher.DECRYPT_MODE, key, nonce)
                        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
                return Optional.of(StoredResponse.read(written));
            } catch (GeneralSecurityException anotherKey) {
                // Sealed before a rotation: the next one fits.
            }
        }
        return Optional.empty();
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
