package dev.roster.bench;

import dev.roster.bench.HttpConnection.Answer;
import dev.roster.bench.Load.Client;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** What an application asks when an administrator of the large organization signs in to it (OpenID Connect). */
final class ApplicationCases {
    private static final double SIGN_IN_TARGET = 4;
    private static final double REFRESH_TARGET = 2;
    private static final double LOOK_TARGET = 1;
    private static final String REDIRECT = "https://bench.example/callback";
    private static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-abc";
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final Data data;
    private final int port;
    private final String cookie;
    private final Data.Application web;
    private final Data.Application service;

    ApplicationCases(Data data, int port) {
        this.data = data;
        this.port = port;
        this.cookie = data.signIn(Data.LARGE);
        this.web = data.application("web", REDIRECT);
        this.service = data.application("service", "");
    }

    List<Case> all() {
        return List.of(
                new Case(
                        "application: sign-in (authorize, token)",
                        SIGN_IN_TARGET,
                        () -> _ -> new Asking() {
                            @Override
                            public void once() throws IOException {
                                signIn();
                            }
                        }),
                new Case(
                        "application: refresh",
                        REFRESH_TARGET,
                        () -> _ -> new Asking() {
                            private String refreshToken = text(signIn(), "refresh_token");

                            @Override
                            public void once() throws IOException {
                                var answer = post(
                                        "/oauth2/token", web, "grant_type=refresh_token&refresh_token=" + refreshToken);
                                refreshToken = text(answer, "refresh_token");
                            }
                        }),
                new Case(
                        "application: userinfo",
                        LOOK_TARGET,
                        () -> _ -> new Asking() {
                            private final byte[] request = HttpConnection.request(
                                    "GET",
                                    "/userinfo",
                                    "Authorization: Bearer " + text(signIn(), "access_token") + "\r\n",
                                    "");

                            @Override
                            public void once() throws IOException {
                                expect(200, connection.send(request));
                            }
                        }),
                new Case(
                        "application: introspection",
                        LOOK_TARGET,
                        () -> _ -> new Asking() {
                            private final String token = "token=" + text(signIn(), "access_token");

                            @Override
                            public void once() throws IOException {
                                post("/oauth2/introspect", web, token);
                            }
                        }),
                new Case(
                        "application: client credentials",
                        null,
                        () -> _ -> new Asking() {
                            @Override
                            public void once() throws IOException {
                                post("/oauth2/token", service, "grant_type=client_credentials");
                            }
                        }));
    }

    private abstract class Asking implements Client {
        final HttpConnection connection = new HttpConnection(port);

        Asking() throws IOException {}

        Answer signIn() throws IOException {
            var asked = connection.send(HttpConnection.request("GET", authorize(), "Cookie: " + cookie + "\r\n", ""));
            var code = CODE.matcher(asked.location());
            if (!code.find()) {
                throw new BenchException("%d: %s%s".formatted(asked.status(), asked.location(), asked.text()));
            }
            var form = "grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s"
                    .formatted(URLDecoder.decode(code.group(1), StandardCharsets.UTF_8), encoded(REDIRECT), VERIFIER);
            return post("/oauth2/token", web, form);
        }

        Answer post(String path, Data.Application application, String form) throws IOException {
            var headers = "Authorization: Basic %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    .formatted(application.basic());
            var answer = connection.send(HttpConnection.request("POST", path, headers, form));
            expect(200, answer);
            return answer;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    private String authorize() {
        return ("/oauth2/authorize?response_type=code&client_id=%s&redirect_uri=%s&scope=%s&state=x&nonce=n"
                        + "&code_challenge=%s&code_challenge_method=S256&organization=%s")
                .formatted(
                        web.id(),
                        encoded(REDIRECT),
                        encoded("openid profile email organization offline_access"),
                        challenge(),
                        Data.LARGE);
    }

    private static void expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new BenchException("%d: %s".formatted(answer.status(), answer.text()));
        }
    }

    private static String text(Answer answer, String member) {
        var found = Pattern.compile("\"" + member + "\":\"([^\"]+)\"").matcher(answer.text());
        if (!found.find()) {
            throw new BenchException(answer.text());
        }
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String challenge() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
