package dev.roster.idempotency;

import dev.roster.shared.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/**
 * A request that is to be carried out once.
 *
 * @param token whose key it is: two tokens may use the same one for different things
 * @param content all that two requests must have in common to be the same one
 * @param names {@link NamesIn} it
 */
record KeyedRequest(UUID token, String key, byte[] content, Set<String> names) {
    private static final int ID_BYTES = 16;

    byte[] keyHash() {
        return Secret.hash(key);
    }

    /** Which request it is: the same one only with the same key of the same token. */
    byte[] identity() {
        var hash = keyHash();
        return prefixed(ByteBuffer.allocate(ID_BYTES + hash.length + content.length))
                .put(hash)
                .put(content)
                .array();
    }

    /** What only who sent the request knows: the key itself, of which no more than a hash is kept. */
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
        return "KeyedRequest[" + token + "]"; // its content may hold a password
    }
}
