/** What Roster is made of, and whether a hole is known in any of it. Run by {@code bin/ci} after everything is built. */
@NullMarked
package dev.roster.supply;

import org.jspecify.annotations.NullMarked;
