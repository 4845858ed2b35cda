package dev.roster.idempotency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The response to a request.
 *
 * @param headers those that belong to the result rather than to the connection or the moment
 */
record StoredResponse(int status, Map<String, String> headers, byte[] body) {
    /** Larger refusals are not stored. Successes are stored whatever their size, or the request would be processed twice. */
    private static final int LARGEST_REFUSAL_KEPT = 64 * 1024;

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    boolean refuses() {
        return status >= 400;
    }

    /** Whether it would be the same a minute later: not if Roster failed, was busy, or did not know the actor. */
    boolean isToBeKept() {
        return status < 500
                && status != UNAUTHORIZED
                && status != TOO_MANY_REQUESTS
                && !(refuses() && body.length > LARGEST_REFUSAL_KEPT);
    }

    /** Everything in it that names people. */
    Set<String> names() {
        var names = NamesIn.answer(body);
        headers.values().forEach(value -> names.addAll(NamesIn.path(value)));
        return names;
    }

    byte[] written() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeShort(status);
            out.writeByte(headers.size());
            for (var header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static StoredResponse read(byte[] written) {
        try (var in = new DataInputStream(new ByteArrayInputStream(written))) {
            var status = in.readShort();
            var headers = new LinkedHashMap<String, String>();
            for (int left = in.readByte(); left > 0; left--) {
                headers.put(in.readUTF(), in.readUTF());
            }
            return new StoredResponse(status, headers, in.readAllBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public String toString() {
        return "StoredResponse[" + status + "]"; // its body may contain a password
    }
}
