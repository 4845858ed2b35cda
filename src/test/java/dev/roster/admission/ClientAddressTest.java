package dev.roster.admission;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roster.installation.Settings;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Where a request comes from: trusted proxies are believed, and no one else. */
@Tag("fast")
class ClientAddressTest {
    private static final String PROXY = "10.1.2.3";
    private static final String CLIENT = "203.0.113.7";

    private final ClientAddress addresses = new ClientAddress(Settings.read(
                    Map.of("ROSTER_TRUSTED_PROXIES", "10.0.0.0/9, 192.0.2.1,2001:db8:1::/48", "ROSTER_PORT", "0"),
                    List.of())
            .trustedProxies());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Its own hop, however the proxy spells it.
                "203.0.113.7 | 203.0.113.7",
                "203.0.113.7:4711 | 203.0.113.7",
                "  203.0.113.7\t| 203.0.113.7",
                "2001:db8::17 | 2001:db8::17",
                "[2001:db8::17] | 2001:db8::17",
                "[2001:db8::17]:4711 | 2001:db8::17",
                "::ffff:203.0.113.7 | 203.0.113.7",
                // Everything before it was written by the client.
                "6.6.6.6, 203.0.113.7 | 203.0.113.7",
                "10.1.1.1, 203.0.113.7 | 203.0.113.7",
                "<script>, 203.0.113.7 | 203.0.113.7",
                // Trusted hops are skipped; if there are no others, the first of them is the client.
                "6.6.6.6, 203.0.113.7, 10.9.9.9, 192.0.2.1 | 203.0.113.7",
                "203.0.113.7, 2001:db8:1::5 | 203.0.113.7",
                "10.9.9.9, 10.8.8.8 | 10.9.9.9",
                "10.127.255.255 | 10.127.255.255",
                "6.6.6.6, 10.128.0.0 | 10.128.0.0",
                "6.6.6.6, 192.0.2.2 | 192.0.2.2",
                "6.6.6.6, 2001:db8:2::5 | 2001:db8:2::5",
                // A hop that is not an address ends the trusted chain.
                "6.6.6.6, unknown | 10.1.2.3",
                "6.6.6.6, _hidden | 10.1.2.3",
                "6.6.6.6, unknown, 10.9.9.9 | 10.9.9.9",
                "6.6.6.6, localhost | 10.1.2.3",
                "6.6.6.6, 1 | 10.1.2.3",
                "6.6.6.6, 0x7f.0.0.1 | 10.1.2.3",
                "6.6.6.6, 256.1.1.1 | 10.1.2.3",
                "6.6.6.6, fe80::1%eth0 | 10.1.2.3",
                "6.6.6.6, [203.0.113.7 | 10.1.2.3",
                "6.6.6.6, \"203.0.113.7\" | 10.1.2.3",
                "6.6.6.6, 203.0.113.7:80:80 | 10.1.2.3",
                ", , | 10.1.2.3",
            })
    void the_right_most_hop_that_is_not_trusted_is_the_client(String header, String expected) {
        assertThat(forwardedFor(header)).isEqualTo(address(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=203.0.113.7 | 203.0.113.7",
                "For=203.0.113.7;proto=https;by=10.1.2.3 | 203.0.113.7",
                "proto=https ; for=203.0.113.7 | 203.0.113.7",
                "for=\"203.0.113.7:4711\" | 203.0.113.7",
                "for=203.0.113.7:4711 | 203.0.113.7",
                "for=\"[2001:db8::17]:4711\" | 2001:db8::17",
                "for=\"\\2\\03.0.113.7\" | 203.0.113.7",
                "for=6.6.6.6, for=203.0.113.7, for=10.9.9.9 | 203.0.113.7",
                "for=6.6.6.6,for=203.0.113.7;host=\"a, for=6.6.6.6\" | 203.0.113.7",
                "for=6.6.6.6, for=unknown | 10.1.2.3",
                "for=6.6.6.6, for=\"_gazonk\" | 10.1.2.3",
                "for=6.6.6.6, by=203.0.113.7 | 10.1.2.3",
                "for=6.6.6.6, for=203.0.113.7;for=6.6.6.6 | 10.1.2.3",
                "for=6.6.6.6;by=\", for=203.0.113.7 | 10.1.2.3",
                "for=6.6.6.6;by=\", for=\"[2001:db8::17]:4711\" | 10.1.2.3",
                "for=6.6.6.6;by=\"\\, for=\"[2001:db8::17]\" | 10.1.2.3",
                "for=6.6.6.6, for= | 10.1.2.3",
                "for=6.6.6.6, for | 10.1.2.3",
                "for=6.6.6.6, 203.0.113.7 | 10.1.2.3",
                "for=6.6.6.6, | 10.1.2.3",
                "for = 6.6.6.6 | 10.1.2.3",
            })
    void forwarded_is_read_by_its_grammar(String header, String expected) {
        assertThat(forwarded(header)).isEqualTo(address(expected));
    }

    @Test
    void a_thousand_hops_and_endless_quotes_end_where_they_should() {
        var thousand = IntStream.range(0, 1_000).mapToObj(n -> "10.0.0.1").collect(Collectors.joining(","));
        assertThat(forwardedFor(thousand)).isEqualTo(address("10.0.0.1"));
        assertThat(forwardedFor("6.6.6.6," + CLIENT + "," + thousand)).isEqualTo(address(CLIENT));
        var backslashes = "for=" + CLIENT + ";by=\"" + "\\a".repeat(100_000) + "\"";
        assertThat(forwarded(backslashes)).isEqualTo(address(CLIENT));
        assertThat(forwarded("for=" + CLIENT + ",".repeat(100_000))).isEqualTo(address(PROXY));
    }

    @Test
    void several_lines_are_one_list() {
        assertThat(addresses.find(address(PROXY), List.of(), List.of("6.6.6.6", CLIENT, "10.9.9.9")))
                .isEqualTo(address(CLIENT));
        assertThat(addresses.find(address(PROXY), List.of("for=6.6.6.6;by=\"", "for=" + CLIENT), List.of()))
                .isEqualTo(address(CLIENT));
    }

    /** A proxy that writes one of the two headers passes on what the client wrote into the other. */
    @Test
    void two_headers_that_differ_are_not_believed() {
        var peer = address(PROXY);

        assertThat(addresses.find(peer, List.of("for=6.6.6.6"), List.of(CLIENT)))
                .isEqualTo(peer);
        assertThat(addresses.find(peer, List.of("for=" + CLIENT), List.of(CLIENT)))
                .isEqualTo(address(CLIENT));
    }

    @Test
    void no_header_of_a_client_changes_its_address() {
        var hostile = Generator.of(
                "for=",
                "6.6.6.6",
                "\"",
                "\\",
                ",",
                ";",
                " ",
                "by=",
                "[",
                "]",
                "::1",
                "unknown",
                "_x",
                ":80",
                "10.0.0.1");
        Property.holds(1_000, given -> {
            var written = String.join("", given.any(hostile.lists(0, 12)));

            assertThat(forwardedFor(written + ", " + CLIENT)).isEqualTo(address(CLIENT));
            for (var appended :
                    List.of(", for=" + CLIENT, ", for=\"" + CLIENT + ":80\";proto=https", ";for=" + CLIENT)) {
                assertThat(forwarded(written + appended)).isIn(address(CLIENT), address(PROXY));
            }
        });
    }

    @Test
    void an_untrusted_proxy_is_not_believed_and_is_logged_once() {
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(ClientAddress.class);
        log.start();
        logger.addAppender(log);
        try {
            for (var stranger : List.of("198.51.100.9", "198.51.100.10")) {
                assertThat(addresses.find(address(stranger), List.of(), List.of("6.6.6.6")))
                        .isEqualTo(address(stranger));
                assertThat(addresses.find(address(stranger), List.of("for=6.6.6.6"), List.of()))
                        .isEqualTo(address(stranger));
            }
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("198.51.100.9", "ROSTER_TRUSTED_PROXIES")
                        .doesNotContain("6.6.6.6"));
    }

    private InetAddress forwardedFor(String... lines) {
        return addresses.find(address(PROXY), List.of(), Arrays.asList(lines));
    }

    private InetAddress forwarded(String... lines) {
        return addresses.find(address(PROXY), Arrays.asList(lines), List.of());
    }

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
