package dev.roster.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without the browser: keeps cookies, sends each form's token, follows no redirect. */
public final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final TestServer server;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private Visitor(TestServer server) {
        this.server = server;
    }

    public static Visitor of(TestServer server) {
        return new Visitor(server);
    }

    /** An answer: status, text, and where it redirects to (a path, or empty). */
    public record Answer(int status, String body, String location, Map<String, List<String>> headers) {}

    /** Signs in on the page, as everybody does. */
    public Visitor signIn(String name, String password) {
        var answer = post("/login", Map.of("name", name, "password", password));
        if (answer.status() != 303) {
            throw new AssertionError("sign-in as " + name + " was answered with " + answer.status());
        }
        return this;
    }

    public Answer get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server.url(path))).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Posts a form with a valid token. */
    public Answer post(String path, Map<String, String> fields) {
        return postWithToken(path, fields, token());
    }

    /** Posts a form with this token. */
    public Answer postWithToken(String path, Map<String, String> fields, String token) {
        var form = fields.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encode(token) + "&", ""));
        return send(HttpRequest.newBuilder(URI.create(server.url(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /** Any page with a form has it; the sign-in page of who is signed in redirects, so one's own profile serves then. */
    private String token() {
        for (var page : List.of("/forgot-password", "/login")) {
            var match = CSRF.matcher(get(page).body());
            if (match.find()) {
                return match.group(1);
            }
        }
        throw new AssertionError("no page with a form");
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            var location = response.headers()
                    .firstValue("Location")
                    .map(l -> l.replace(server.url(""), ""))
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
