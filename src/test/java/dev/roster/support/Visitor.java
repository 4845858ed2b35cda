package dev.roster.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A simulated browser: keeps cookies, sends each form's token, follows no redirect. */
public final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final UnaryOperator<String> url;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;
    private final List<String> ownHeaders;

    private @Nullable String token;

    private Visitor(UnaryOperator<String> url, @Nullable InetAddress from, String... ownHeaders) {
        this.url = url;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .localAddress(from)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.ownHeaders = List.of(ownHeaders);
    }

    public static Visitor of(TestServer server) {
        return new Visitor(server::url, null);
    }

    /** A browser that visits another server, such as {@code http://localhost:8081}. */
    public static Visitor at(String server) {
        return new Visitor(path -> server + path, null);
    }

    /** Reaches Roster through its trusted proxy. */
    public static Visitor from(TestServer server, String address) {
        return new Visitor(server::url, null, "X-Forwarded-For", address);
    }

    /** The same with this browser name. */
    public static Visitor from(TestServer server, String address, String userAgent) {
        return new Visitor(server::url, null, "X-Forwarded-For", address, "User-Agent", userAgent);
    }

    /** Sends these headers, names and values in turn, with each request, from another address of this machine. */
    public static Visitor past(TestServer server, String address, String... headers) {
        return new Visitor(server::url, InetAddress.ofLiteral(address), headers);
    }

    /** A response: status, text, and redirect target (a path, or empty). */
    public record Answer(int status, String body, String location, Map<String, List<String>> headers) {
        /** What people read: the page without its markup. */
        public String text() {
            return body.replaceAll("<[^>]*>", "");
        }

        /** The error message of a form field, or empty. */
        public String fieldError(String field) {
            return first("id=\"field-" + Pattern.quote(field) + "-error\">(.*?)</div>")
                    .replaceAll("<[^>]*>", "")
                    .strip();
        }

        /** The value of a form field, or empty. */
        public String value(String field) {
            return first("<input[^>]* name=\"" + Pattern.quote(field) + "\"[^>]*? value=\"([^\"]*)\"");
        }

        /** The message above a form, or on the page of a problem, or empty. */
        public String sentence() {
            return first("class=\"(?:alert-words|problem-sentence)\">(.*?)</(?:div|p)>");
        }

        public String header(String name) {
            return String.join(
                    ", ",
                    headers.entrySet().stream()
                            .filter(header -> header.getKey().equalsIgnoreCase(name))
                            .flatMap(header -> header.getValue().stream())
                            .toList());
        }

        private String first(String pattern) {
            var match = Pattern.compile(pattern, Pattern.DOTALL).matcher(body);
            return match.find() ? HtmlUtils.htmlUnescape(match.group(1)) : "";
        }
    }

    /** Signs in on the page, like every user. */
    public Visitor signIn(String name, String password) {
        var answer = tryToSignIn(name, password);
        if (answer.status() != 303) {
            throw new AssertionError("sign-in as " + name + " was answered with " + answer.status());
        }
        return this;
    }

    /** The same if it may be refused. */
    public Answer tryToSignIn(String name, String password) {
        return post("/login", Map.of("name", name, "password", password));
    }

    public Answer get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url.apply(path))).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Posts a form with a valid token. */
    public Answer post(String path, Map<String, String> fields) {
        return postWithToken(path, fields, token());
    }

    /** Posts a form with repeated fields. */
    public Answer postMany(String path, String field, List<String> values) {
        var form = values.stream()
                .map(value -> encode(field) + "=" + encode(value))
                .collect(Collectors.joining("&", "_csrf=" + encode(token()) + "&", ""));
        return send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** Posts a form with this token. */
    public Answer postWithToken(String path, Map<String, String> fields, String token) {
        var form = fields.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encode(token) + "&", ""));
        return send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** Any other request; headers are names and values in turn. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url.apply(path)))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** A file, with this browser's token. */
    public Answer sendFile(String path, byte[] file, String type) {
        return send(HttpRequest.newBuilder(URI.create(url.apply(path)))
                .POST(BodyPublishers.ofByteArray(file))
                .headers("Content-Type", type, "X-XSRF-TOKEN", token())
                .build());
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /** The token of this browser's forms, the same in all of them. */
    public String token() {
        if (token == null) {
            var match = CSRF.matcher(get("/forgot-password").body());
            if (!match.find()) {
                throw new AssertionError("no page with a form");
            }
            token = match.group(1);
        }
        return token;
    }

    private Answer send(HttpRequest wanted) {
        var request = ownHeaders.isEmpty()
                ? wanted
                : HttpRequest.newBuilder(wanted, (name, value) -> true)
                        .headers(ownHeaders.toArray(String[]::new))
                        .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            Contract.check(request, response);
            var location = response.headers()
                    .firstValue("Location")
                    .map(l -> l.replace(url.apply(""), ""))
                    .orElse("");
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    location,
                    response.headers().map());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
