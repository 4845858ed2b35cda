package dev.roster.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.roster.support.ApiClient;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application that signs people in with Roster, as a stranger would write it. */
public final class AppClient {
    static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-abc";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public final String id;
    final String secret;
    final String redirectUri;

    private AppClient(String id, String secret, String redirectUri) {
        this.id = id;
        this.secret = secret;
        this.redirectUri = redirectUri;
    }

    /** Registers one. */
    public static AppClient registered(String kind, String more) {
        var redirect = "https://app.example/callback";
        var created = ApiClient.operator()
                .post(
                        "/applications",
                        "{%s\"kind\":\"%s\"%s%s}"
                                .formatted(
                                        more.contains("\"name\"") ? "" : "\"name\":\"Portal\",",
                                        kind,
                                        kind.equals("service") ? "" : ",\"redirectUris\":[\"" + redirect + "\"]",
                                        more));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        return new AppClient(created.text("/clientId"), created.text("/secret"), redirect);
    }

    /** The path with which an authorization begins. */
    public String authorize(@Nullable String... more) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", id);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", "openid profile email organization offline_access");
        parameters.put("state", "xyz");
        parameters.put("nonce", "n-0S6");
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        for (int i = 0; i < more.length; i += 2) {
            var name = Objects.requireNonNull(more[i]);
            var value = more[i + 1];
            if (value == null) {
                parameters.remove(name);
            } else {
                parameters.put(name, value);
            }
        }
        return "/oauth2/authorize?" + form(parameters);
    }

    /** Signs this person in, and returns the tokens. */
    public JsonNode signIn(Visitor person, String... more) {
        return tokens(code(person, more));
    }

    /** Signs this person in, who allows these scopes, and returns the tokens. */
    public JsonNode consent(Visitor person, List<String> scopes, String... more) {
        var asked = query(person.get(authorize(more)).header("Location"));
        var form = "client_id=" + id + "&state=" + encoded(Objects.requireNonNull(asked.get("state")))
                + scopes.stream().map(scope -> "&scope=" + scope).collect(Collectors.joining());
        var allowed =
                person.send("POST", "/oauth2/authorize", form, "Content-Type", "application/x-www-form-urlencoded");
        return tokens(Objects.requireNonNull(query(allowed.header("Location")).get("code")));
    }

    String code(Visitor person, String... more) {
        var answer = person.get(authorize(more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var query = query(answer.header("Location"));
        assertThat(query).as(answer.header("Location")).containsKey("code");
        assertThat(query)
                .containsEntry("state", "xyz")
                .containsEntry("iss", TestServer.get().url(""));
        return Objects.requireNonNull(query.get("code"));
    }

    JsonNode tokens(String code) {
        var answer = token(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                redirectUri,
                "code_verifier",
                VERIFIER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> token(String... parameters) {
        return post("/oauth2/token", parameters);
    }

    public HttpResponse<String> post(String path, String... parameters) {
        return post(path, Map.of(), parameters);
    }

    HttpResponse<String> post(String path, Map<String, String> headers, String... parameters) {
        var form = new LinkedHashMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            form.put(parameters[i], parameters[i + 1]);
        }
        var request = HttpRequest.newBuilder(URI.create(TestServer.get().url(path)))
                .header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        if (secret.isEmpty()) {
            form.put("client_id", id);
        } else {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8)));
        }
        return send(request.POST(BodyPublishers.ofString(form(form))).build());
    }

    HttpResponse<String> userInfo(String accessToken) {
        return userInfo(Map.of("Authorization", "Bearer " + accessToken));
    }

    HttpResponse<String> userInfo(Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(TestServer.get().url("/userinfo")));
        headers.forEach(request::header);
        return send(request.build());
    }

    static HttpResponse<String> get(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(TestServer.get().url(path))).build());
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** Whether the token is valid now, as this client learns. */
    boolean introspects(String token) {
        return json(post("/oauth2/introspect", "token", token)).at("/active").asBoolean();
    }

    static Map<String, Object> claims(String jwt) {
        try {
            return SignedJWT.parse(jwt).getJWTClaimsSet().getClaims();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    public static Map<String, String> query(String address) {
        var query = URI.create(address).getRawQuery();
        return Arrays.stream(query.split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }

    private static String challenge() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
