package dev.roster.installation;

import dev.roster.installation.Settings.LogFormat;
import dev.roster.network.AddressRange;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the value of each setting; an invalid one is refused with the words that follow "must be". */
final class SettingValues {
    static final int SECRET_BYTES = 32;

    private static final int SHORTEST_PASSPHRASE = 12;
    private static final int LONGEST_PAUSE = 300;

    /** RFC 6750, section 2.1: what fits into an Authorization header. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{32,200}");

    private SettingValues() {}

    static int port(String value) {
        try {
            var port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new IllegalArgumentException("a number from 0 to 65535");
    }

    static InetAddress address(String value) {
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of this machine such as 127.0.0.1 or 0.0.0.0", e);
        }
    }

    /** Of plain segments: each proxy and browser reads them alike. */
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    static URI publicUrl(String value) {
        var url = uri(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        if (url == null
                || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                || url.getHost() == null
                || !PATH.matcher(url.getRawPath()).matches()
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException("a URL such as https://users.example.com or https://example.com/users");
        }
        return url;
    }

    static List<AddressRange> trustedProxies(String value) {
        try {
            return Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .map(AddressRange::read)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "addresses or ranges of addresses, separated by commas, such as 10.0.0.5,192.168.0.0/16,fd00::/8",
                    e);
        }
    }

    static Path directory(String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a directory", e);
        }
    }

    static String databaseUrl(String value) {
        if (!value.startsWith("jdbc:postgresql://")) {
            throw new IllegalArgumentException("of the form jdbc:postgresql://host/database?user=…&password=…");
        }
        return value;
    }

    static List<byte[]> secrets(String value) {
        try {
            var secrets = Arrays.stream(value.split(",", -1))
                    .map(part -> Base64.getDecoder().decode(part.strip()))
                    .toList();
            if (secrets.size() <= 2 && secrets.stream().allMatch(secret -> secret.length == SECRET_BYTES)) {
                return secrets;
            }
        } catch (IllegalArgumentException e) {
            // Refused below without its message, which quotes the value.
        }
        throw new IllegalArgumentException(
                "32 bytes in base64 (openssl rand -base64 32), or two of them separated by a comma, the new one first");
    }

    static String mailFrom(String value) {
        try {
            if (value.chars().noneMatch(Character::isISOControl)) {
                new InternetAddress(value, true);
                return value;
            }
        } catch (AddressException e) {
            // Refused below.
        }
        throw new IllegalArgumentException("an address such as Roster <roster@example.com>");
    }

    static String bootstrapToken(String value) {
        if (!TOKEN.matcher(value).matches()) {
            throw new IllegalArgumentException("32 to 200 letters, digits or any of . _ ~ + / = -");
        }
        return value;
    }

    static String backupPassphrase(String value) {
        if (value.codePointCount(0, value.length()) < SHORTEST_PASSPHRASE) {
            throw new IllegalArgumentException("at least %d characters long".formatted(SHORTEST_PASSPHRASE));
        }
        return value;
    }

    static boolean yesOrNo(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    static Duration pause(String value) {
        try {
            var seconds = Integer.parseInt(value);
            if (seconds >= 0 && seconds <= LONGEST_PAUSE) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new IllegalArgumentException("a number of seconds from 0 to " + LONGEST_PAUSE);
    }

    static Path file(String value) {
        var file = directory(value);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("a file that Roster can read");
        }
        return file;
    }

    static LogFormat logFormat(String value) {
        return switch (value) {
            case "text" -> LogFormat.TEXT;
            case "json" -> LogFormat.JSON;
            default -> throw new IllegalArgumentException("text or json");
        };
    }

    static @Nullable URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
