/** What people do, step by step, in a real browser. */
@NullMarked
package dev.roster.walkthrough;

import org.jspecify.annotations.NullMarked;
