package dev.roster.reception;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How many connections there may be, and how long one may take.
 *
 * @param most connections at all
 * @param perSource from one address (IPv6: from one /64)
 * @param patience for the headers of a request, and for the whole request of somebody who is not recognised
 * @param proxy addresses that stand for many people, for which only {@code most} counts
 */
record ConnectionLimits(int most, int perSource, Duration patience, Predicate<InetAddress> proxy) {}
