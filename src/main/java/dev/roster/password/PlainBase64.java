package dev.roster.password;

import java.util.Base64;
import java.util.Optional;

/** Base64 without padding, as PHC strings have it; a dot stands for the plus where passlib wrote it. */
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
