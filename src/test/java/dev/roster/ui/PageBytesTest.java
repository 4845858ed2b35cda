package dev.roster.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PageBytesTest {
    private static final Generator<String> PARTS =
            Generator.of("<td>", "Zoë", "ä", "🙂 x", "", "plain words ".repeat(50), "ö".repeat(5_000));

    @Test
    void a_page_is_its_parts_in_utf_8() {
        Property.holds(500, given -> {
            var parts = given.any(PARTS.lists(0, 80));
            var page = new PageBytes();
            for (var part : parts) {
                if (given.any(Generator.booleans())) {
                    page.writeBinaryContent(part.getBytes(StandardCharsets.UTF_8));
                } else {
                    page.writeContent("<" + part + ">", 1, part.length() + 1);
                }
            }
            var written = new ByteArrayOutputStream();
            page.writeTo(written);

            assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(String.join("", parts));
            assertThat(page.length()).isEqualTo(written.size());
        });
    }
}
