/**
 * Measures what Roster costs with a million users: {@code bin/bench} runs it, no test does. Reads processor time and
 * memory from {@code /proc}, so it runs on Linux only. Measures through the server's own doors; only the loading goes
 * past them, because a million creations would take an hour.
 */
@NullMarked
package dev.roster.bench;

import org.jspecify.annotations.NullMarked;
