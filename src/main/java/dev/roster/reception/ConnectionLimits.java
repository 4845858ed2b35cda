package dev.roster.reception;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How many connections are allowed, and how long one may take.
 *
 * @param most connections overall
 * @param perSource from one address (IPv6: from one /64)
 * @param patience for the headers of a request, and for the whole request of a client that is not recognised
 * @param proxy addresses shared by many people, for which only {@code most} applies
 */
record ConnectionLimits(int most, int perSource, Duration patience, Predicate<InetAddress> proxy) {}
