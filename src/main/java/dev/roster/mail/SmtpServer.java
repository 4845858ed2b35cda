package dev.roster.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** The server that takes our mails. */
record SmtpServer(
        Tls tls,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {

    enum Tls {
        FROM_THE_START,
        REQUIRED,
        /** STARTTLS where the server offers it. */
        OFFERED
    }

    private static final String TIMEOUT_MILLIS = "10000";
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("smtp", 25, "smtps", 465);

    /** @throws IllegalArgumentException with a sentence that does not repeat the address: it holds a password */
    static SmtpServer read(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // Its message repeats the address.
            throw unreadable();
        }
        var scheme = uri.getScheme();
        var host = uri.getHost();
        if (scheme == null || host == null || !DEFAULT_PORTS.containsKey(scheme) || hasPath(uri)) {
            throw unreadable();
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORTS.getOrDefault(scheme, 25) : uri.getPort();
        var credentials = uri.getRawUserInfo();
        if (credentials == null) {
            return new SmtpServer(tls(scheme, uri.getQuery()), host, port, null, null);
        }
        int colon = credentials.indexOf(':');
        if (colon < 1) {
            throw unreadable();
        }
        return new SmtpServer(
                tls(scheme, uri.getQuery()),
                host,
                port,
                UriUtils.decode(credentials.substring(0, colon), StandardCharsets.UTF_8),
                UriUtils.decode(credentials.substring(colon + 1), StandardCharsets.UTF_8));
    }

    private static boolean hasPath(URI uri) {
        return uri.getPath().length() > 1 || uri.getFragment() != null;
    }

    private static Tls tls(String scheme, @Nullable String query) {
        if (query == null) {
            return scheme.equals("smtps") ? Tls.FROM_THE_START : Tls.OFFERED;
        }
        if (scheme.equals("smtp") && query.equals("starttls=required")) {
            return Tls.REQUIRED;
        }
        throw unreadable();
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("The mail server must be given as smtp://user:password@host:25, smtps://…"
                + " or smtp://…?starttls=required, with special characters in user and password percent-encoded"
                + " (@ is %40, : is %3A, / is %2F).");
    }

    String protocol() {
        return tls == Tls.FROM_THE_START ? "smtps" : "smtp";
    }

    /** @param utf8 whether addresses have letters beyond ASCII before the @ (RFC 6531) */
    Properties properties(boolean utf8) {
        var prefix = "mail." + protocol() + ".";
        var properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "writetimeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "auth", Boolean.toString(user != null));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(prefix + "starttls.required", Boolean.toString(tls == Tls.REQUIRED));
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(utf8));
        return properties;
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return protocol() + "://" + host + ":" + port;
    }
}
