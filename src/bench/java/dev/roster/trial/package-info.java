/** {@code bin/trial}: what honest users notice while a server of its own is attacked. */
@NullMarked
package dev.roster.trial;

import org.jspecify.annotations.NullMarked;
