package dev.roster.installation;

import static dev.roster.installation.Setting.*;

import dev.roster.network.AddressRange;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of this installation, read once, before anything else starts.
 *
 * @param port the one to listen on, never 0: a free one is chosen here, so that {@code publicUrl} can contain it
 * @param portWasTaken whether no port was given and 8080 was not free
 * @param publicUrl http or https, host, perhaps port and path; without a trailing slash
 * @param trustedProxies the proxies trusted to report the client's address; may be empty
 * @param databaseUrl of an external PostgreSQL; null for the embedded one. May contain a password
 * @param readDatabaseUrl of a stand-by of that PostgreSQL; null if there is none. May contain a password
 * @param secrets 32 bytes each, the current one first; empty if it is in the data directory
 * @param smtpServer null if emails are only stored and shown
 * @param mailFrom an address in the syntax of mail headers, optionally with a name before it
 * @param bootstrapToken the secret of the operator's first API token; at least 32 characters
 * @param backupPassphrase what seals the server secret in a backup; null if it is asked for
 * @param accessLog whether each request is a line in the log
 * @param stopPause for how long requests are still taken once it is known that this process stops
 * @param tls null if a proxy terminates TLS, or there is none
 */
public record Settings(
        int port,
        boolean portWasTaken,
        InetAddress address,
        URI publicUrl,
        List<AddressRange> trustedProxies,
        Path dataDir,
        @Nullable String databaseUrl,
        @Nullable String readDatabaseUrl,
        List<byte[]> secrets,
        @Nullable SmtpServer smtpServer,
        String mailFrom,
        @Nullable String bootstrapToken,
        @Nullable String backupPassphrase,
        boolean demo,
        LogFormat logFormat,
        boolean accessLog,
        Duration stopPause,
        @Nullable Tls tls) {
    public static final int DEFAULT_PORT = 8080;

    /** Balancers that ask every two seconds have asked twice by then. */
    private static final Duration DEFAULT_STOP_PAUSE = Duration.ofSeconds(5);

    public enum LogFormat {
        TEXT,
        JSON
    }

    /** The files with the certificate chain and its private key, in PEM. */
    public record Tls(Path certificate, Path key) {}

    public Settings {
        trustedProxies = List.copyOf(trustedProxies);
        secrets = List.copyOf(secrets);
    }

    /**
     * Reads the given settings and fills in the defaults.
     *
     * @throws StartRefusedException for an unknown setting, an invalid value, or a port that is taken
     */
    public static Settings read(Map<String, String> environment, List<String> arguments) {
        return read(
                GivenSettings.read(environment, arguments),
                (address, asked) -> asked.map(wanted -> FreePort.asked(address, wanted))
                        .orElseGet(() -> FreePort.from(address, DEFAULT_PORT)));
    }

    /** The same for a command that does not listen: the port may be in use, by the server that the command is about. */
    public static Settings readForCommand(Map<String, String> environment, List<String> arguments) {
        return read(GivenSettings.read(environment, arguments), (_, asked) -> asked.orElse(DEFAULT_PORT));
    }

    private static Settings read(
            GivenSettings given, BiFunction<InetAddress, Optional<Integer>, Integer> portToListenOn) {
        var address = given.find(ADDRESS, SettingValues::address).orElseGet(InetAddress::getLoopbackAddress);
        var asked = given.find(PORT, SettingValues::port);
        var port = portToListenOn.apply(address, asked);
        var tls = tls(given);
        if (given.find(READ_DATABASE_URL, SettingValues::databaseUrl).isPresent()
                && given.find(DATABASE_URL, SettingValues::databaseUrl).isEmpty()) {
            throw new StartRefusedException("%s needs %s: the embedded PostgreSQL has no stand-by."
                    .formatted(READ_DATABASE_URL.variable(), DATABASE_URL.variable()));
        }
        return new Settings(
                port,
                asked.isEmpty() && port != DEFAULT_PORT,
                address,
                given.find(PUBLIC_URL, SettingValues::publicUrl)
                        .orElse(URI.create((tls == null ? "http" : "https") + "://localhost:" + port)),
                given.find(TRUSTED_PROXIES, SettingValues::trustedProxies).orElse(List.of()),
                given.find(DATA_DIR, SettingValues::directory).orElseGet(() -> SettingValues.directory("data")),
                given.find(DATABASE_URL, SettingValues::databaseUrl).orElse(null),
                given.find(READ_DATABASE_URL, SettingValues::databaseUrl).orElse(null),
                given.find(SECRET, SettingValues::secrets).orElse(List.of()),
                given.find(SMTP_URL, SmtpServer::read).orElse(null),
                given.find(MAIL_FROM, SettingValues::mailFrom).orElse("Roster <roster@localhost>"),
                given.find(BOOTSTRAP_TOKEN, SettingValues::bootstrapToken).orElse(null),
                given.find(BACKUP_PASSPHRASE, SettingValues::backupPassphrase).orElse(null),
                given.find(Setting.DEMO, SettingValues::yesOrNo).orElse(false),
                given.find(LOG_FORMAT, SettingValues::logFormat).orElse(LogFormat.TEXT),
                given.find(ACCESS_LOG, SettingValues::yesOrNo).orElse(false),
                given.find(STOP_PAUSE, SettingValues::pause).orElse(DEFAULT_STOP_PAUSE),
                tls);
    }

    private static @Nullable Tls tls(GivenSettings given) {
        var certificate = given.find(TLS_CERTIFICATE, SettingValues::file);
        var key = given.find(TLS_KEY, SettingValues::file);
        if (certificate.isPresent() != key.isPresent()) {
            throw new StartRefusedException(
                    "%s and %s must be set together.".formatted(TLS_CERTIFICATE.variable(), TLS_KEY.variable()));
        }
        return certificate.isPresent() && key.isPresent() ? new Tls(certificate.get(), key.get()) : null;
    }

    /** The flags that a command takes as the server does. */
    public static List<String> flags() {
        return Stream.concat(
                        Stream.of(GivenSettings.CONFIG),
                        Arrays.stream(Setting.values())
                                .filter(setting -> setting != Setting.DEMO)
                                .flatMap(setting -> setting.confidential()
                                        ? Stream.of(setting.flag(), setting.fileFlag())
                                        : Stream.of(setting.flag())))
                .toList();
    }

    /** A passphrase that was typed, held to the rule for the setting. */
    public static String requirePassphrase(String typed) {
        try {
            return SettingValues.backupPassphrase(typed);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException("The passphrase must be %s.".formatted(e.getMessage()), e);
        }
    }

    /** Whether users reach Roster over HTTPS, so that cookies are marked secure and HSTS is sent. */
    public boolean https() {
        return "https".equals(publicUrl.getScheme());
    }

    /** The path of the public URL, which every address in an answer starts with; usually empty. */
    public String publicPath() {
        return publicUrl.getRawPath();
    }

    /** Without anything confidential: settings end up in logs and error messages. */
    @Override
    public String toString() {
        return "Settings[port=%d, address=%s, publicUrl=%s, dataDir=%s, mailFrom=%s, demo=%s, logFormat=%s]"
                .formatted(port, address.getHostAddress(), publicUrl, dataDir, mailFrom, demo, logFormat);
    }
}
