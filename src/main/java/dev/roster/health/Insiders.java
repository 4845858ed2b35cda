package dev.roster.health;

import dev.roster.access.Actor;
import dev.roster.http.ActorFilter;
import dev.roster.network.IpAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;

/** Recognises the people who run Roster: with an operator's API token, or on this machine. */
public final class Insiders {
    /** A request with one of these headers was made on behalf of another client. */
    private static final List<String> FORWARDING =
            List.of("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");

    private Insiders() {}

    /** Whether this is a request by one of them; decided without the database if it has no token. */
    public static boolean made(HttpServletRequest request) {
        boolean operator =
                ActorFilter.actor(request).orElse(null) instanceof Actor.TokenHolder holder && holder.operator();
        return operator
                || (isLoopback(request.getRemoteAddr())
                        && FORWARDING.stream().allMatch(header -> request.getHeader(header) == null));
    }

    private static boolean isLoopback(String address) {
        return IpAddress.read(address).map(InetAddress::isLoopbackAddress).orElse(false);
    }
}
