package dev.roster.network;

import java.net.InetAddress;

/**
 * A range of addresses with a common prefix (CIDR, RFC 4632).
 *
 * @param bits the length of the prefix; all bits for a single address
 */
public record AddressRange(InetAddress network, int bits) {

    /** @throws IllegalArgumentException for anything other than an address, or an address, a slash and a number of bits */
    public static AddressRange read(String text) {
        int slash = text.indexOf('/');
        var network = IpAddress.read(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(text));
        int all = network.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? all : Integer.parseUnsignedInt(text, slash + 1, text.length(), 10);
        if (bits < 1 || bits > all) {
            throw new IllegalArgumentException(text);
        }
        return new AddressRange(network, bits);
    }

    /** Whether the address is in this range; never if one is IPv4 and the other IPv6. */
    public boolean contains(InetAddress address) {
        var mine = network.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int counting = bits - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (bits - bit));
            if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & counting) != 0) {
                return false;
            }
        }
        return true;
    }
}
