package dev.roster.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Connections that send half a request and wait; closed ones are opened again. */
final class Holders {
    private static final int AGAIN_IN_A_SECOND = 500;

    private final Map<Integer, SocketChannel> channels = new HashMap<>();
    private final int many;
    private final Target target;
    private final int addresses;
    private final String half;
    private final String drip;

    /** @param addresses the number of source addresses; @param drip what each sends every second, or nothing */
    Holders(Target target, int many, int addresses, String half, String drip) {
        this.target = target;
        this.many = many;
        this.addresses = addresses;
        this.half = half;
        this.drip = drip;
    }

    void hold(Going going) throws InterruptedException {
        try {
            boolean first = true;
            while (going.on()) {
                look(going, first ? many : AGAIN_IN_A_SECOND);
                first = false;
                Thread.sleep(1_000);
            }
        } finally {
            channels.values().forEach(Holders::close);
        }
    }

    private void look(Going going, int mayOpen) {
        int opened = 0;
        channels.values().removeIf(channel -> !isOpen(channel));
        for (int i = 0; i < many && going.on() && opened < mayOpen; i++) {
            if (!channels.containsKey(i)) {
                opened++;
                open(i);
            }
        }
    }

    private void open(int number) {
        try {
            var channel = SocketChannel.open();
            int address = number % addresses;
            channel.bind(new InetSocketAddress(
                    InetAddress.getByName("127.1.%d.%d".formatted(address / 200, 1 + address % 200)), 0));
            channel.socket().connect(new InetSocketAddress("127.0.0.1", target.port()), 200);
            channel.configureBlocking(false);
            channel.write(bytes(half));
            channels.put(number, channel);
        } catch (IOException notTaken) {
            // tried again in the next second
        }
    }

    private boolean isOpen(SocketChannel channel) {
        try {
            if (!drip.isEmpty()) {
                channel.write(bytes(drip));
            }
            if (channel.read(ByteBuffer.allocate(4096)) >= 0) {
                return true;
            }
        } catch (IOException closed) {
            // reported below
        }
        close(channel);
        return false;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException closed) {
            // is the goal
        }
    }
}
