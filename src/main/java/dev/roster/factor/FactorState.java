package dev.roster.factor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which second factors a person has, and nothing that could be used in their place.
 *
 * @param totp when their authenticator app was added; null if there is none
 * @param totpUsed when it was last used
 * @param recoveryCodes how many are left
 */
public record FactorState(
        @Nullable Instant totp, @Nullable Instant totpUsed, List<Passkey> passkeys, int recoveryCodes) {
    public FactorState {
        passkeys = List.copyOf(passkeys);
    }

    /** Whether they are asked for one when they sign in. */
    public boolean any() {
        return totp != null || !passkeys.isEmpty();
    }

    /** How many there are that they can be asked for. */
    public int count() {
        return passkeys.size() + (totp == null ? 0 : 1);
    }
}
