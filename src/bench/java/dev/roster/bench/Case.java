package dev.roster.bench;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing to measure.
 *
 * @param target in processor milliseconds of server and PostgreSQL together; null where none is set
 * @param clients made when the case begins: what they expect depends on what is there by then
 */
record Case(String name, @Nullable Double target, Supplier<Load.Clients> clients) {}
