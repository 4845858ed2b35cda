package dev.roster.password;

import java.util.Base64;
import java.util.Optional;

/** Base64 without padding, as in PHC strings; passlib writes a dot instead of a plus. */
final class PlainBase64 {
    private PlainBase64() {}

    static Optional<byte[]> read(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.replace('.', '+')));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
