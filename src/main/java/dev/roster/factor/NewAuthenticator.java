package dev.roster.factor;

import dev.roster.shared.InvalidException;
import io.nayuki.qrcodegen.QrCode;
import java.util.regex.Pattern;

/**
 * The secret of an authenticator app that is being set up. Nothing of it is stored until a code proves that the app has it.
 *
 * @param secret in Base32, as apps want it typed
 * @param account whose it is, for the app's list
 */
public record NewAuthenticator(String secret, String account) {
    private static final Pattern SECRET = Pattern.compile("[A-Z2-7]{32}");
    private static final int QUIET_ZONE = 4; // ISO/IEC 18004
    private static final int WORD = 4;

    /**
     * A secret that was sent back with the form.
     *
     * @throws InvalidException if it is none
     */
    public static NewAuthenticator of(String secret, String account) {
        if (!isSecret(secret)) {
            throw InvalidException.of("code", "wrong-code");
        }
        return new NewAuthenticator(secret, account);
    }

    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    public static NewAuthenticator next(String account) {
        return new NewAuthenticator(Totp.text(Totp.newSecret()), account);
    }

    byte[] bytes() {
        return Totp.secret(secret);
    }

    /** The secret in words of four letters, to be typed. */
    public String words() {
        return secret.replaceAll("(.{" + WORD + "})(?!$)", "$1 ");
    }

    /** The QR code that apps scan. */
    public Picture picture() {
        var code = QrCode.encodeText(Totp.uri(bytes(), account), QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x + QUIET_ZONE, y + QUIET_ZONE));
                }
            }
        }
        return new Picture(code.size + 2 * QUIET_ZONE, path.toString());
    }

    /**
     * A black and white picture, as SVG has it.
     *
     * @param size the width and height of its {@code viewBox}
     * @param path what is black
     */
    public record Picture(int size, String path) {}

    @Override
    public String toString() {
        return "a new authenticator"; // without its secret
    }
}
