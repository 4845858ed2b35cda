package dev.roster.password;

import dev.roster.reception.StrangersLine;
import java.util.concurrent.TimeUnit;

/**
 * The result of checking a password against a stored one, or against none.
 *
 * @param right whether it matches
 * @param refuseAt the earliest time for a refusal, by {@link System#nanoTime}
 */
public record PasswordCheck(boolean right, long refuseAt) {
    static PasswordCheck wrongAtOnce() {
        return new PasswordCheck(false, System.nanoTime());
    }

    /**
     * Waits until a refusal takes as long as any other, whatever kind of hash the password was checked against. Call it
     * outside a transaction.
     */
    public void waitToRefuse() {
        StrangersLine.leave();
        try {
            TimeUnit.NANOSECONDS.sleep(refuseAt - System.nanoTime());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
