package dev.roster.trial;

import dev.roster.bench.ServerProcess;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** The attacked server, and its data. */
record Target(ServerProcess server) {
    static final String TOKEN = "the-operators-token-of-the-trial-0123456789";
    static final String PASSWORD = "Plum-Kettle-42!";
    static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    /** Enough that one of them signs in every second without anyone being slowed down. */
    static final int PEOPLE = 40;

    int port() {
        return server.port();
    }

    boolean isAlive() {
        return server.process().isAlive();
    }

    /**
     * An organization with users who have passwords. They are imported with a hash: a password from others must be changed.
     */
    void prepare() throws InterruptedException {
        require(201, api("POST", "/organizations", """
                {"name":"Trial","slug":"trial","preset":"partner"}"""));
        var hash = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2).encode(PASSWORD);
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(person -> """
                        {"email":"person%1$d@trial.example","displayName":"Person %1$d","role":"administrator",\
                        "status":"active","passwordHash":"%2$s"}
                        """.formatted(person, hash))
                .collect(Collectors.joining());
        require(202, upload("/organizations/trial/imports", people));
        for (int tries = 0;
                tries < 60
                        && signIn("127.0.0.1", port(), name(PEOPLE - 1 - tries % 10), PASSWORD)
                                        .status()
                                != 303;
                tries++) {
            Thread.sleep(1_000);
        }
    }

    /** Form-encoded. */
    static String name(int person) {
        return "person" + person + "%40trial.example";
    }

    Exchange upload(String path, String file) {
        return Exchange.of("127.0.0.1", port(), "POST", "/api/v1" + path, authorized("application/x-ndjson"), file);
    }

    Exchange api(String method, String path, String body) {
        return Exchange.of("127.0.0.1", port(), method, "/api/v1" + path, authorized("application/json"), body);
    }

    static String authorized(String type) {
        return "Authorization: Bearer " + TOKEN + "\r\nContent-Type: " + type + "\r\n";
    }

    /** Signs in like a person: requests the page first, as the form needs its cookie and token. */
    static Exchange signIn(String from, int port, String name, String password) {
        return signIn(from, port, name, password, "");
    }

    /** @param browser the cookie of a browser that was let in before, or empty */
    static Exchange signIn(String from, int port, String name, String password, String browser) {
        var page = Exchange.of(from, port, "GET", "/login", browser.isEmpty() ? "" : "Cookie: " + browser + "\r\n", "");
        if (page.status() != 200) {
            return page;
        }
        var form = "_csrf=%s&name=%s&password=%s".formatted(page.token(), name, password.replace("!", "%21"));
        var cookies = browser.isEmpty() ? page.cookies() : page.cookies().strip() + "; " + browser + "\r\n";
        var answer = Exchange.of(from, port, "POST", "/login", cookies + FORM, form);
        return new Exchange(answer.status(), answer.head(), answer.body(), page.millis() + answer.millis());
    }

    private static void require(int status, Exchange answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("%d, not %d: %s".formatted(answer.status(), status, answer.body()));
        }
    }
}
