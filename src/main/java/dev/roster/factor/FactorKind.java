package dev.roster.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody proves who they are with, besides the password. */
public enum FactorKind {
    TOTP("totp"),
    PASSKEY("passkey"),
    /** Stands in for a lost device. */
    RECOVERY_CODE("recovery_code");

    private final String key;

    FactorKind(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** Empty for null. */
    public static Optional<FactorKind> find(@Nullable String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    /** How an application is told how its person signed in (RFC 8176, section 2). */
    public List<String> methods() {
        return switch (this) {
            case TOTP -> List.of("pwd", "otp", "mfa");
            case PASSKEY -> List.of("swk", "user", "mfa");
            case RECOVERY_CODE -> List.of("pwd", "mfa");
        };
    }
}
