package dev.roster.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class LocalPathPropertyTest {
    private static final URI HERE = URI.create("https://roster.example/login");

    @Test
    void wherever_a_page_leads_it_is_on_this_server() {
        var nasty = Generator.of(
                "/", "\\", "//", "evil.example", "@", ":", "https:", "\t", "\n", ".", "?", "#", "%2f", "me");
        Property.holds(1_000, given -> {
            var path = LocalPath.or(String.join("", given.any(nasty.lists(1, 6))), "/home");

            assertThat(HERE.resolve(path).getHost()).isEqualTo("roster.example");
            assertThat(HERE.resolve(asBrowsersDo(path)).getHost()).isEqualTo("roster.example");
        });
    }

    @Test
    void a_path_of_this_server_is_kept() {
        assertThat(new String[] {"/", "/me", "/o/acme/users?search=a%20b&after=x", "/o/acme/users/1#top", "/a//b"})
                .allSatisfy(path -> assertThat(LocalPath.or(path, "/home")).isEqualTo(path));
    }

    @Test
    void every_known_way_out_is_closed() {
        assertThat(new @Nullable String[] {
                    null,
                    "",
                    "me",
                    "//evil.example",
                    "///evil.example",
                    "/\\evil.example",
                    "\\\\evil.example",
                    "/\t/evil.example",
                    "/\n/evil.example",
                    "\t//evil.example",
                    " //evil.example",
                    "https://evil.example",
                    "https:evil.example",
                    "HTTPS:/evil.example",
                    "javascript:alert(1)",
                    "data:text/html,x",
                    "/me\r\nLocation: https://evil.example",
                    "/" + "a".repeat(3_000)
                })
                .allSatisfy(wanted -> assertThat(LocalPath.or(wanted, "/home")).isEqualTo("/home"));
    }

    /** Browsers drop tabs and line breaks and treat a backslash as a slash (URL Standard, section 4.4). */
    private static String asBrowsersDo(String path) {
        return path.replaceAll("[\t\r\n]", "").replace('\\', '/');
    }
}
