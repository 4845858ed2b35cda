package dev.roster.health;

import dev.roster.installation.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** The certificate with which Roster itself terminates TLS. */
final class Certificate {
    private Certificate() {}

    /** When the server's own, the first of the chain, expires; empty if it cannot be read. */
    static Optional<Instant> endsAt(Settings.Tls tls) {
        try (var file = Files.newInputStream(tls.certificate())) {
            return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .findFirst()
                    .map(certificate ->
                            ((X509Certificate) certificate).getNotAfter().toInstant());
        } catch (IOException | CertificateException unreadable) {
            return Optional.empty();
        }
    }
}
