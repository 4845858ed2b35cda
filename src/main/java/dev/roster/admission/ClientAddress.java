package dev.roster.admission;

import dev.roster.network.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines where a request comes from. Behind trusted proxies, that is the last hop that is not one of them: everything
 * before it was written by the client and can be forged.
 */
final class ClientAddress {
    private static final Logger LOG = LoggerFactory.getLogger(ClientAddress.class);

    private final List<AddressRange> trusted;
    private final AtomicBoolean warnedOfUntrusted = new AtomicBoolean();
    private final AtomicBoolean warnedOfTwo = new AtomicBoolean();

    ClientAddress(List<AddressRange> trusted) {
        this.trusted = trusted;
    }

    /**
     * @param peer the address that opened the connection
     * @param forwarded the {@code Forwarded} header lines, in order
     * @param forwardedFor the {@code X-Forwarded-For} header lines
     */
    InetAddress find(InetAddress peer, List<String> forwarded, List<String> forwardedFor) {
        if (forwarded.isEmpty() && forwardedFor.isEmpty()) {
            return peer;
        }
        if (!isTrusted(peer)) {
            if (warnedOfUntrusted.compareAndSet(false, true)) {
                LOG.warn(
                        "Ignored the forwarding header of a request from {}. If this is your proxy, add it to"
                                + " ROSTER_TRUSTED_PROXIES: until then, everyone behind it counts as one client.",
                        peer.getHostAddress());
            }
            return peer;
        }
        if (forwardedFor.isEmpty()) {
            return walk(peer, ForwardedHops.ofForwarded(forwarded));
        }
        var client = walk(peer, ForwardedHops.ofForwardedFor(forwardedFor));
        if (forwarded.isEmpty() || client.equals(walk(peer, ForwardedHops.ofForwarded(forwarded)))) {
            return client;
        }
        // The proxy set one of the two headers and passed the client's own value of the other through.
        if (warnedOfTwo.compareAndSet(false, true)) {
            LOG.warn(
                    "The proxy {} sends both Forwarded and X-Forwarded-For, and they differ. Configure it to remove the one"
                            + " that it does not write itself.",
                    peer.getHostAddress());
        }
        return peer;
    }

    private InetAddress walk(InetAddress peer, List<String> hops) {
        var client = peer;
        for (var hop : hops.reversed()) {
            if (!isTrusted(client)) {
                return client;
            }
            var before = ForwardedHops.address(hop);
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
