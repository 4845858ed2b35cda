package dev.roster.command;

import dev.roster.installation.Database;
import dev.roster.installation.InstallationConfiguration;
import dev.roster.installation.KnownSecrets;
import dev.roster.installation.Schema;
import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.installation.StartRefusedException;
import dev.roster.mail.MailSettings;
import dev.roster.shared.EmailAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** What an installation needs to work, each checked on its own. */
final class Checks {
    private static final List<String> EXTENSIONS = List.of("pg_trgm", "btree_gin");
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long LEAST_FREE_BYTES = 1L << 30;
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private final Settings settings;
    private final Clock clock = InstallationConfiguration.clock();
    private final List<Finding> findings = new ArrayList<>();

    Checks(Settings settings) {
        this.settings = settings;
    }

    /** @param sentence what is wrong and what to do about it; empty if it is ok */
    record Finding(String about, boolean ok, String sentence) {}

    /**
     * Checks everything, in the order in which a start needs it.
     *
     * @param recipient of a test email; null for none
     */
    List<Finding> run(@Nullable EmailAddress recipient) {
        find("settings", Optional::empty);
        find("data directory", this::dataDirectory);
        try (var database = Database.open(settings)) {
            database(database);
        } catch (StartRefusedException e) {
            find("database", () -> Optional.of(String.valueOf(e.getMessage())));
        }
        find("mail server", () -> mailServer(recipient));
        find("public URL", this::publicUrl);
        return List.copyOf(findings);
    }

    private void database(Database database) {
        var repository = new StatusRepository(database);
        find("database", () -> extensions(repository));
        find("clock", () -> skew(repository));
        find("schema", () -> {
            Schema.of(database).requireLatest();
            return Optional.empty();
        });
        find("server secret", () -> secret(database));
    }

    private void find(String about, Supplier<Optional<String>> fault) {
        Optional<String> found;
        try {
            found = fault.get();
        } catch (StartRefusedException | DataAccessException | UncheckedIOException e) {
            found = Optional.of(String.valueOf(e.getMessage()));
        }
        findings.add(new Finding(about, found.isEmpty(), found.orElse("")));
    }

    private Optional<String> dataDirectory() {
        var directory = settings.dataDir();
        if (!Files.isDirectory(directory)) {
            return settings.databaseUrl() != null && !settings.secrets().isEmpty()
                    ? Optional.empty()
                    : Optional.of("%s does not exist. The first start creates it.".formatted(directory));
        }
        if (!Files.isWritable(directory)) {
            return Optional.of("You cannot write to %s. Run this as the user that runs Roster.".formatted(directory));
        }
        try {
            if (Files.getPosixFilePermissions(directory).stream().anyMatch(OF_OTHERS::contains)) {
                return Optional.of(
                        "Other users can read %s. Prevent this with: chmod go= '%s'".formatted(directory, directory));
            }
            return space(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> space(Path directory) {
        long free = directory.toFile().getUsableSpace();
        return free >= LEAST_FREE_BYTES
                ? Optional.empty()
                : Optional.of("Only %,d MB are free in %s.".formatted(free >> 20, directory));
    }

    private static Optional<String> extensions(StatusRepository repository) {
        var missing = repository.listMissingExtensions(EXTENSIONS);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("PostgreSQL does not have the extensions %s. Install its contrib package."
                        .formatted(String.join(", ", missing)));
    }

    private Optional<String> skew(StatusRepository repository) {
        var skew = Duration.between(clock.instant(), repository.now()).abs();
        return skew.compareTo(SKEW) < 0
                ? Optional.empty()
                : Optional.of(
                        "The clocks of this machine and of the database differ by %d s. Synchronize them with NTP."
                                .formatted(skew.toSeconds()));
    }

    private Optional<String> secret(Database database) {
        return KnownSecrets.of(database, ServerSecret.of(settings)).fits()
                ? Optional.empty()
                : Optional.of("Roster has another secret than the data was signed with, and would not start.");
    }

    private Optional<String> mailServer(@Nullable EmailAddress recipient) {
        if (settings.smtpServer() == null) {
            return Optional.of("ROSTER_SMTP_URL is not set: emails are kept, and nobody gets one.");
        }
        return new MailSettings(settings.smtpServer(), settings.mailFrom(), settings.demo())
                .findFault(clock, recipient)
                .map(reason -> "The mail server refuses: %s".formatted(reason));
    }

    private Optional<String> publicUrl() {
        var health = URI.create(settings.publicUrl() + "/health/live");
        try (var client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var request = HttpRequest.newBuilder(health).timeout(TIMEOUT).build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200
                    ? Optional.empty()
                    : Optional.of(
                            "%s answers %d instead of 200. Does the proxy lead to Roster?".formatted(health, status));
        } catch (IOException e) {
            return Optional.of("%s cannot be reached from this machine: is Roster running? (%s)"
                    .formatted(health, e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
