/** Roster's components, and whether any of them has a known vulnerability. Run by {@code bin/ci} after the build. */
@NullMarked
package dev.roster.supply;

import org.jspecify.annotations.NullMarked;
