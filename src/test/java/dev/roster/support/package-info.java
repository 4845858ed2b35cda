/** What the tests share: a running server, companies with users, visitors, mailboxes, a settable clock. */
@NullMarked
package dev.roster.support;

import org.jspecify.annotations.NullMarked;
