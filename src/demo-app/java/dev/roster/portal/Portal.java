package dev.roster.portal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Northwind Portal, a small application that lets people sign in with Roster: it shows their organization, roles and
 * permissions, and signs them out at once when Roster says so (OpenID Connect Back-Channel Logout).
 *
 * <p>{@code bin/run --demo} starts it beside the server: {@code Portal.java ISSUER CLIENT_ID PORT}.
 */
public final class Portal {
    private static final String SCOPE = "openid profile email organization";
    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String issuer;
    private final String clientId;
    private final String home;
    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private Map<String, Object> endpoints = Map.of();

    private Portal(String issuer, String clientId, int port) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.home = "http://localhost:" + port;
    }

    /** A browser that is signing in, or has signed in. */
    private record Visit(String state, String nonce, String verifier, JWTClaimsSet person, String idToken) {
        static Visit starting() {
            return new Visit(random(), random(), random(), null, null);
        }
    }

    /** The server that has started this program ends it, too. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[2]);
        var portal = new Portal(arguments[0], arguments[1], port);
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException taken) {
            System.out.printf("Northwind Portal does not run: port %d is in use.%n", port);
            return;
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", portal::answer);
        server.start();
        System.out.printf("Northwind Portal, a demo application to sign in to: %s%n", portal.home);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> show(exchange);
                case "/login" -> signIn(exchange);
                case "/callback" -> callback(exchange);
                case "/logout" -> signOut(exchange);
                case "/backchannel-logout" -> signedOut(exchange);
                default -> send(exchange, 404, page("Not found", "<p><a href=\"/\">Northwind Portal</a></p>"));
            }
        } catch (IOException | ParseException | JOSEException | BadJOSEException | RuntimeException failed) {
            send(exchange, 400, page("That did not work", "<p>" + text(failed.getMessage()) + "</p>"));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(HttpExchange exchange) throws IOException, ParseException {
        var visit = visits.get(cookie(exchange));
        if (visit == null || visit.person() == null) {
            send(
                    exchange,
                    200,
                    page(
                            "Northwind Portal",
                            "<p>You are not signed in.</p>"
                                    + "<p><a class=\"button\" href=\"/login\">Sign in with Roster</a></p>"));
            return;
        }
        var person = visit.person();
        // The page looks again every few seconds, so that one sees how a sign-in ends elsewhere.
        exchange.getResponseHeaders().add("Refresh", "5");
        send(exchange, 200, page("Hello, " + text(person.getStringClaim("name")), """
                <dl>
                  <dt>Organization</dt><dd>%s</dd>
                  <dt>Email address</dt><dd>%s</dd>
                  <dt>Roles</dt><dd>%s</dd>
                  <dt>Groups</dt><dd>%s</dd>
                  <dt>Permissions</dt><dd>%s</dd>
                </dl>
                <p><a class="button" href="/logout">Sign out</a></p>
                """.formatted(
                        text(person.getStringClaim("org_name")),
                        text(person.getStringClaim("email")),
                        list(person.getListClaim("roles")),
                        list(groups(person)),
                        list(person.getListClaim("permissions")))));
    }

    private void signIn(HttpExchange exchange) throws IOException, ParseException, InterruptedException {
        var id = random();
        var visit = Visit.starting();
        visits.put(id, visit);
        exchange.getResponseHeaders().add("Set-Cookie", "portal=" + id + "; Path=/; HttpOnly; SameSite=Lax");
        redirect(
                exchange,
                endpoint("authorization_endpoint") + "?"
                        + form(Map.of(
                                "response_type",
                                "code",
                                "client_id",
                                clientId,
                                "redirect_uri",
                                home + "/callback",
                                "scope",
                                SCOPE,
                                "state",
                                visit.state(),
                                "nonce",
                                visit.nonce(),
                                "code_challenge",
                                challenge(visit.verifier()),
                                "code_challenge_method",
                                "S256")));
    }

    private void callback(HttpExchange exchange)
            throws IOException, ParseException, JOSEException, BadJOSEException, InterruptedException {
        var id = cookie(exchange);
        var visit = visits.get(id);
        var answer = read(exchange.getRequestURI().getRawQuery());
        require(visit != null && visit.state().equals(answer.get("state")), "This answer belongs to another request.");
        require(issuer.equals(answer.get("iss")), "This answer comes from another server.");
        require(answer.containsKey("code"), "Roster did not let you in: " + answer.get("error"));
        var tokens = post(
                endpoint("token_endpoint"),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        answer.get("code"),
                        "redirect_uri",
                        home + "/callback",
                        "code_verifier",
                        visit.verifier(),
                        "client_id",
                        clientId));
        var idToken = JSONObjectUtils.getString(tokens, "id_token");
        require(idToken != null, "Roster did not let you in: " + tokens.get("error"));
        var person = verified(idToken, JOSEObjectType.JWT, Set.of("sub", "exp", "iat", "sid"));
        require(visit.nonce().equals(person.getStringClaim("nonce")), "This answer belongs to another request.");
        visits.put(id, new Visit("", "", "", person, idToken));
        redirect(exchange, home + "/");
    }

    private void signOut(HttpExchange exchange) throws IOException, ParseException, InterruptedException {
        var visit = visits.remove(cookie(exchange));
        redirect(
                exchange,
                visit == null || visit.idToken() == null
                        ? home + "/"
                        : endpoint("end_session_endpoint") + "?"
                                + form(Map.of(
                                        "id_token_hint", visit.idToken(), "post_logout_redirect_uri", home + "/")));
    }

    /** Roster says that a sign-in has ended: whoever uses it here is signed out with their next request. */
    private void signedOut(HttpExchange exchange)
            throws IOException, ParseException, JOSEException, BadJOSEException, InterruptedException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var token = verified(
                read(body).get("logout_token"), new JOSEObjectType("logout+jwt"), Set.of("sid", "events", "jti"));
        require(token.getJSONObjectClaim("events").containsKey(LOGOUT_EVENT), "This is no logout token.");
        var sid = token.getStringClaim("sid");
        visits.values()
                .removeIf(visit ->
                        visit.person() != null && sid.equals(visit.person().getClaim("sid")));
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, -1);
    }

    /** The claims of a token of this issuer, for this application, and of this type. */
    private JWTClaimsSet verified(String token, JOSEObjectType type, Set<String> needed)
            throws IOException, ParseException, JOSEException, BadJOSEException, InterruptedException {
        var keys = JWKSourceBuilder.create(URI.create(endpoint("jwks_uri")).toURL())
                .build();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(type, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                clientId, new JWTClaimsSet.Builder().issuer(issuer).build(), needed));
        return processor.process(token, null);
    }

    /** From the discovery document, which is read once the server is there. */
    private synchronized String endpoint(String name) throws IOException, ParseException, InterruptedException {
        if (endpoints.isEmpty()) {
            var request = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                    .build();
            endpoints = JSONObjectUtils.parse(
                    HTTP.send(request, BodyHandlers.ofString()).body());
        }
        return JSONObjectUtils.getString(endpoints, name);
    }

    private static Map<String, Object> post(String address, Map<String, String> parameters)
            throws IOException, ParseException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters)))
                .build();
        return JSONObjectUtils.parse(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private static List<String> groups(JWTClaimsSet person) {
        return person.getClaim("groups") instanceof List<?> groups
                ? groups.stream()
                        .map(group -> String.valueOf(((Map<?, ?>) group).get("name")))
                        .toList()
                : List.of();
    }

    private static String list(List<?> values) {
        return values == null || values.isEmpty()
                ? "–"
                : values.stream().map(value -> text(value.toString())).collect(Collectors.joining(", "));
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64URL.encode(bytes).toString();
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64URL.encode(hash).toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String cookie(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split("; *")))
                .filter(cookie -> cookie.startsWith("portal="))
                .map(cookie -> cookie.substring("portal=".length()))
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> read(String form) {
        var read = new LinkedHashMap<String, String>();
        for (var part : String.valueOf(form).split("&")) {
            var pair = part.split("=", 2);
            read.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return read;
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().add("Location", address);
        exchange.sendResponseHeaders(303, -1);
    }

    private static void send(HttpExchange exchange, int status, String page) throws IOException {
        var bytes = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String text(String raw) {
        return String.valueOf(raw)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String page(String title, String content) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
                  body { max-width: 36rem; margin: 4rem auto; padding: 0 1rem; }
                  dt { color: GrayText; } dd { margin: 0 0 .75rem; }
                  .button { display: inline-block; padding: .5rem 1rem; border-radius: .375rem; background: #0b5cad; color: #fff;
                            text-decoration: none; }
                </style>
                <h1>%1$s</h1>
                %2$s
                """.formatted(title, content);
    }
}
