/**
 * Measures what Roster costs with a million users: run by {@code bin/bench}, not by tests. Reads processor time and memory
 * from {@code /proc}, so it runs only on Linux. Measures through the server's own API; only the loading bypasses it, because a
 * million creations would take an hour.
 */
@NullMarked
package dev.roster.bench;

import org.jspecify.annotations.NullMarked;
