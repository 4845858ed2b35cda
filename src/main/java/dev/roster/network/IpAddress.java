package dev.roster.network;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses literal addresses without ever resolving a name. */
public final class IpAddress {
    /** Four numbers: Java also accepts fewer. */
    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    /** Without brackets, ports and zones. */
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final int MAX_LENGTH = 45;

    private IpAddress() {}

    /** An IPv4 or IPv6 address; an IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2) becomes the IPv4 one. */
    public static Optional<InetAddress> read(String text) {
        if (text.length() > MAX_LENGTH
                || !(V4.matcher(text).matches() || V6.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
