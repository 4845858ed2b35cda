package dev.roster.admission;

import java.time.Duration;

/**
 * How much of a body is taken, and in which time.
 *
 * @param bytes at most
 * @param time that is waited for it
 * @param rate in bytes a second, by which the time grows as they come; 0 where it does not
 */
record BodyAllowance(long bytes, Duration time, int rate) {

    /** The time that is waited for a body of which this much has come. */
    Duration time(long bytesRead) {
        return rate == 0 ? time : time.plusSeconds(bytesRead / rate);
    }
}
