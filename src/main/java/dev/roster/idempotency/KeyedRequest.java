package dev.roster.idempotency;

import dev.roster.shared.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/**
 * A request that must be processed only once.
 *
 * @param token the owner of the key: two tokens may use the same one for different things
 * @param content everything that must be equal for two requests to be the same
 * @param names {@link NamesIn} it
 */
record KeyedRequest(UUID token, String key, byte[] content, Set<String> names) {
    private static final int ID_BYTES = 16;

    byte[] keyHash() {
        return Secret.hash(key);
    }

    /** Identifies the request: the key together with its token. */
    byte[] identity() {
        var hash = keyHash();
        return prefixed(ByteBuffer.allocate(ID_BYTES + hash.length + content.length))
                .put(hash)
                .put(content)
                .array();
    }

    /** Known only to the sender: the key itself, of which only a hash is stored. */
    byte[] known() {
        var characters = key.getBytes(StandardCharsets.US_ASCII);
        return prefixed(ByteBuffer.allocate(ID_BYTES + characters.length))
                .put(characters)
                .array();
    }

    private ByteBuffer prefixed(ByteBuffer bytes) {
        return bytes.putLong(token.getMostSignificantBits()).putLong(token.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return "KeyedRequest[" + token + "]"; // its content may contain a password
    }
}
