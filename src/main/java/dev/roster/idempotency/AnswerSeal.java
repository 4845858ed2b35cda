package dev.roster.idempotency;

import dev.roster.installation.ServerSecret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Encrypts answers under {@code HMAC-SHA256(server secret, token ‖ Idempotency-Key)}. The
 * database holds neither the secret nor the key, so both are needed besides it to read a password in an answer.
 */
@Component
class AnswerSeal {
    private static final String ANSWER = "idempotency-answer";
    private static final String REQUEST = "idempotency-request";
    private static final String NAME = "idempotency-name";
    private static final int NAME_BYTES = 16;

    private final ServerSecret secret;

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
        return secret.seal(ANSWER, request.known(), answer.written());
    }

    /** Empty if it was sealed with a secret that the server no longer has. */
    Optional<StoredResponse> open(KeyedRequest request, byte[] sealed) {
        return secret.open(ANSWER, request.known(), sealed).map(StoredResponse::read);
    }
}
