package dev.roster.password;

import dev.roster.shared.Bounds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Creates {@code passwords/breached.bin} from a list of passwords, most common first. Run by bin/breached-passwords. */
final class MakeBreachedPasswords {
    /** Shorter entries serve to recognise {@code Summer2024!}; further down they are no longer words. */
    private static final int STEMS_AMONG_FIRST = 100_000;

    private MakeBreachedPasswords() {}

    public static void main(String[] arguments) throws IOException {
        var source = Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8);
        Files.write(Path.of(arguments[1]), made(source));
    }

    static byte[] made(List<String> source) {
        var kept = new ArrayList<String>();
        for (int i = 0; i < source.size(); i++) {
            var lower = source.get(i).toLowerCase(Locale.ROOT);
            if (lower.length() >= Bounds.SHORTEST_PASSWORD || (i < STEMS_AMONG_FIRST && isStem(lower))) {
                kept.add(lower);
            }
        }
        var keys = kept.stream()
                .mapToLong(BreachedPasswords::key)
                .sorted()
                .distinct()
                .toArray();
        var bytes = ByteBuffer.allocate(keys.length * BreachedPasswords.WIDTH);
        for (long key : keys) {
            for (int shift = 8 * (BreachedPasswords.WIDTH - 1); shift >= 0; shift -= 8) {
                bytes.put((byte) (key >>> shift));
            }
        }
        return bytes.array();
    }

    private static boolean isStem(String lower) {
        return lower.length() >= BreachedPasswords.SHORTEST_STEM
                && BreachedPasswords.stem(lower).equals(lower);
    }
}
