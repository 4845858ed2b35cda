/** Takes each guard of the product out once, on a copy, and looks whether the test that is named for it fails: {@code bin/guards}. */
@NullMarked
package dev.roster.guards;

import org.jspecify.annotations.NullMarked;
