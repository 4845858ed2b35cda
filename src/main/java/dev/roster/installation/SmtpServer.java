package dev.roster.installation;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mail server through which Roster sends its emails. */
public record SmtpServer(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        Encryption encryption) {
    /** How the connection is encrypted. */
    public enum Encryption {
        /** STARTTLS if the server offers it, otherwise unencrypted. */
        IF_OFFERED,
        /** STARTTLS, or the email is not sent (RFC 3207). */
        STARTTLS,
        /** TLS from the first byte (RFC 8314). */
        TLS
    }

    private static final Pattern USER_INFO = Pattern.compile("([^:]+):(.+)");

    /** @throws IllegalArgumentException with a sentence that does not quote the value: it contains a password */
    public static SmtpServer read(String value) {
        var url = SettingValues.uri(value);
        if (url == null || url.getHost() == null || !url.getRawPath().matches("/?") || url.getRawFragment() != null) {
            throw malformed();
        }
        var encryption = encryption(url);
        var port = url.getPort() > 0 ? url.getPort() : encryption == Encryption.TLS ? 465 : 25;
        if (url.getRawUserInfo() == null) {
            return new SmtpServer(url.getHost(), port, null, null, encryption);
        }
        var userInfo = USER_INFO.matcher(url.getRawUserInfo());
        if (!userInfo.matches()) {
            throw malformed();
        }
        return new SmtpServer(url.getHost(), port, decoded(userInfo.group(1)), decoded(userInfo.group(2)), encryption);
    }

    private static Encryption encryption(URI url) {
        var how = url.getScheme() + "?" + url.getRawQuery();
        return switch (how) {
            case "smtp?null" -> Encryption.IF_OFFERED;
            case "smtp?starttls=required" -> Encryption.STARTTLS;
            case "smtps?null" -> Encryption.TLS;
            default -> throw malformed();
        };
    }

    /** A plus stays a plus, unlike in a form. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "smtp://user:password@host:25, the same with ?starttls=required, or smtps://user:password@host:465,"
                        + " with special characters of user and password percent-encoded");
    }

    /** Without the password: this ends up in logs. */
    @Override
    public String toString() {
        return "%s:%d".formatted(host, port);
    }
}
