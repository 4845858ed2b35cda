package dev.roster.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class LocalPathPropertyTest {
    private static final URI HERE = URI.create("https://roster.example/login");

    @Property
    void wherever_a_page_leads_it_is_on_this_server(@ForAll("wanted") String wanted) {
        var path = LocalPath.or(wanted, "/home");

        assertThat(HERE.resolve(path).getHost()).isEqualTo("roster.example");
        assertThat(HERE.resolve(asBrowsersDo(path)).getHost()).isEqualTo("roster.example");
    }

    @Example
    void a_path_of_this_server_is_kept() {
        assertThat(new String[] {"/", "/me", "/o/acme/users?search=a%20b&after=x", "/o/acme/users/1#top", "/a//b"})
                .allSatisfy(path -> assertThat(LocalPath.or(path, "/home")).isEqualTo(path));
    }

    @Example
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

    /** Browsers drop tabs and line breaks and read a backslash as a slash (URL Standard, section 4.4). */
    private static String asBrowsersDo(String path) {
        return path.replaceAll("[\t\r\n]", "").replace('\\', '/');
    }

    @Provide
    Arbitrary<String> wanted() {
        var nasty = Arbitraries.of(
                "/", "\\", "//", "evil.example", "@", ":", "https:", "\t", "\n", ".", "?", "#", "%2f", "me");
        return nasty.list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts));
    }
}
