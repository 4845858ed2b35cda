/** What the tests share: one running server, companies with people in them, visitors, mailboxes, a settable clock. */
@NullMarked
package dev.roster.support;

import org.jspecify.annotations.NullMarked;
