@NullMarked
package dev.roster.installation;

import org.jspecify.annotations.NullMarked;
