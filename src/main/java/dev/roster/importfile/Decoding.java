package dev.roster.importfile;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes as text: as a byte-order mark says, or else as the sender says, or else as the zero bytes of UTF-16 show, and in
 * UTF-8 otherwise. 8-bit encodings are not guessed: each of them makes sense of everything, and the wrong one spoils names.
 */
final class Decoding {
    private static final int LOOKED_AT = 512;
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    private Decoding() {}

    /** A reader that fails at what the encoding does not allow. A byte-order mark is still in front. */
    static BufferedReader reader(InputStream bytes, @Nullable Charset said) throws IOException {
        var looked = new BufferedInputStream(bytes, LOOKED_AT * 2);
        looked.mark(LOOKED_AT);
        var start = looked.readNBytes(LOOKED_AT);
        looked.reset();
        var marked = marked(start);
        var charset = marked != null ? marked : said != null ? said : shown(start);
        return new BufferedReader(new InputStreamReader(
                looked,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /**
     * The beginning of a text, which may end within a character.
     *
     * @throws CharacterCodingException for what the encoding does not allow
     */
    static String text(byte[] start, @Nullable Charset said) throws CharacterCodingException {
        var looked = start.length > LOOKED_AT ? Arrays.copyOf(start, LOOKED_AT) : start;
        var marked = marked(looked);
        var charset = marked != null ? marked : said != null ? said : shown(looked);
        var text = CharBuffer.allocate(start.length + 1);
        var result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(start), text, false);
        if (result.isError()) {
            result.throwException();
        }
        return text.flip().toString();
    }

    private static @Nullable Charset marked(byte[] start) {
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (begins(start, 0xFF, 0xFE, 0, 0)) {
            return UTF_32LE;
        }
        if (begins(start, 0, 0, 0xFE, 0xFF)) {
            return UTF_32BE;
        }
        if (begins(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return begins(start, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean begins(byte[] start, int... mark) {
        if (start.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (start[i] != (byte) mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Titles are mostly ASCII: in UTF-16, every other byte of them is zero. No text in UTF-8 has zeros. */
    private static Charset shown(byte[] start) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < start.length; i++) {
            if (start[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        int many = start.length / 8;
        if (odd > many && odd > even * 4) {
            return StandardCharsets.UTF_16LE;
        }
        return even > many && even > odd * 4 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }
}
