/** Removes each guard of the product once, in a copy, and checks that the test named for it fails: {@code bin/guards}. */
@NullMarked
package dev.roster.guards;

import org.jspecify.annotations.NullMarked;
