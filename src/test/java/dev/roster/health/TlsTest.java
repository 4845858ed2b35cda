package dev.roster.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.roster.RosterApplication;
import dev.roster.installation.Settings;
import dev.roster.installation.StartRefusedException;
import dev.roster.support.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Roster that needs no proxy to be reached over HTTPS. */
class TlsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final char[] PASSWORD = "hunter2".toCharArray();

    @TempDir
    private Path directory;

    @Test
    void it_serves_https_and_takes_up_a_new_certificate_without_a_restart() throws Exception {
        make("one.example");
        var settings = SERVER.settingsOfAnotherNode(directory.resolve("data"), files());
        assertThat(settings.https()).isTrue();
        assertThat(settings.publicUrl()).hasToString("https://localhost:" + settings.port());
        try (var node = RosterApplication.application(settings).run()) {
            assertThat(subject(settings.port())).contains("one.example");

            make("two.example");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> subject(settings.port()).contains("two.example"));
            assertThat(Certificate.endsAt(Objects.requireNonNull(settings.tls())))
                    .isPresent();
            assertThat(node.isRunning()).isTrue();
        }
    }

    @Test
    void a_certificate_without_its_key_stops_the_start() throws Exception {
        make("one.example");

        assertThatThrownBy(() -> Settings.read(
                        Map.of("ROSTER_PORT", "0", "ROSTER_TLS_CERTIFICATE", files().get("ROSTER_TLS_CERTIFICATE")),
                        List.of()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("ROSTER_TLS_CERTIFICATE and ROSTER_TLS_KEY must be set together.");
    }

    private Map<String, String> files() {
        return Map.of(
                "ROSTER_TLS_CERTIFICATE", directory.resolve("certificate.pem").toString(),
                "ROSTER_TLS_KEY", directory.resolve("key.pem").toString());
    }

    /** With the JDK's own program, which writes no PEM. */
    private void make(String name) throws IOException, InterruptedException, GeneralSecurityException {
        var store = Files.createTempDirectory(directory, "store").resolve("store.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-alias",
                        "roster",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        write("key.pem", "PRIVATE KEY", keys.getKey("roster", PASSWORD).getEncoded());
        write("certificate.pem", "CERTIFICATE", keys.getCertificate("roster").getEncoded());
    }

    private void write(String file, String type, byte[] bytes) throws IOException {
        Files.writeString(
                directory.resolve(file),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(type, Base64.getMimeEncoder().encodeToString(bytes), type));
    }

    private static String subject(int port) throws IOException, GeneralSecurityException {
        var trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, null);
        try (var socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes());
            assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 200");
            return socket.getSession().getPeerPrincipal().getName();
        }
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("there are no clients with certificates");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            assertThat(chain).hasSize(1);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
