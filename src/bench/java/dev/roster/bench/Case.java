package dev.roster.bench;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing to measure.
 *
 * @param target in processor milliseconds of server and PostgreSQL together; null if there is none
 * @param clients created when the case begins: what they expect depends on the data at that moment
 */
record Case(String name, @Nullable Double target, Supplier<Load.Clients> clients) {}
