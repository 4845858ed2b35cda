package dev.roster.admission;

import java.time.Duration;

/**
 * How large a request body may be and how long it may take.
 *
 * @param bytes maximum size
 * @param time to wait for it
 * @param rate in bytes per second, by which the time is extended as data arrives; 0 for no extension
 */
record BodyAllowance(long bytes, Duration time, int rate) {

    /** The time allowed for a body of which this much has arrived. */
    Duration time(long bytesRead) {
        return rate == 0 ? time : time.plusSeconds(bytesRead / rate);
    }
}
