package dev.roster.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

    @Test
    void paths_get_the_prefix_and_what_people_write_does_not() throws IOException {
        var page = new PageBytes("/it/roster");
        page.writeBinaryContent("<a class=\"x\" href=\"/me\">href=\"/x</a><a href=\"".getBytes(StandardCharsets.UTF_8));
        page.writeContent("/o/acme");
        page.writeContent("/users");
        page.writeBinaryContent("\"><a href=\"//evil.example\"><a href=\"".getBytes(StandardCharsets.UTF_8));
        page.writeContent("https://terms.example/");
        page.writeBinaryContent("\"><input value=\"".getBytes(StandardCharsets.UTF_8));
        page.writeContent("/typed");
        page.writeBinaryContent("\"> ".getBytes(StandardCharsets.UTF_8));
        page.writeContent("/ <a href=\"/mine\">");
        var written = new ByteArrayOutputStream();
        page.writeTo(written);

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("<a class=\"x\" href=\"/it/roster/me\">href=\"/x</a>"
                        + "<a href=\"/it/roster/o/acme/users\"><a href=\"//evil.example\"><a href=\"https://terms.example/\">"
                        + "<input value=\"/typed\"> / <a href=\"/mine\">");
    }
}
