package dev.roster.setup;

import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.link.LinkProblem;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The link for creating the first operator, shown on the console of a new installation. It is random and created once: it
 * stays the same until there is an operator, and is dead for good from then on, even if that operator is gone.
 */
@Component
class SetupLink {
    static final String PURPOSE = "first-operator";

    private final OperatorRepository repository;
    private final ServerSecret secret;
    private final Settings settings;

    SetupLink(OperatorRepository repository, ServerSecret secret, Settings settings) {
        this.repository = repository;
        this.secret = secret;
        this.settings = settings;
    }

    /** The complete link; empty once there was an operator. */
    Optional<URI> find() {
        return findToken().map(token -> URI.create(settings.publicUrl() + "/setup/" + token));
    }

    /** @throws dev.roster.shared.ProblemException {@link LinkProblem#LINK_UNKNOWN}, also once there is an operator */
    void requireOpen(String token) {
        if (!isGenuine(token)) {
            throw LinkProblem.LINK_UNKNOWN.with();
        }
    }

    /** Its last part; empty once there was an operator. */
    Optional<String> findToken() {
        repository.makeLink(UUID.randomUUID());
        return repository
                .findOpenLink()
                .map(id -> Base64.getUrlEncoder().withoutPadding().encodeToString(secret.mac(PURPOSE, bytes(id))));
    }

    private boolean isGenuine(String token) {
        try {
            var mac = Base64.getUrlDecoder().decode(token);
            return repository
                    .findOpenLink()
                    .filter(id -> secret.verifies(PURPOSE, bytes(id), mac))
                    .isPresent();
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
