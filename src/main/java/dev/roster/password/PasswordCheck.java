package dev.roster.password;

import dev.roster.reception.StrangersLine;
import java.util.concurrent.TimeUnit;

/**
 * What came of holding a password against one that is stored, or against none.
 *
 * @param right whether it is the one
 * @param refuseAt when a refusal may be told, by {@link System#nanoTime}
 */
public record PasswordCheck(boolean right, long refuseAt) {
    static PasswordCheck wrongAtOnce() {
        return new PasswordCheck(false, System.nanoTime());
    }

    /**
     * Waits until a refusal takes as long as any other, whatever kind of hash the password was held against. To be called
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
