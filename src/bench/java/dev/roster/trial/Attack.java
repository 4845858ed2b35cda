package dev.roster.trial;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A way of exhausting a server, for as long as it goes on. */
record Attack(String name, Deed deed) {
    private static final String FORM = "POST /login HTTP/1.1\r\nHost: localhost\r\n" + Target.FORM;
    private static final String HALF_BODY = FORM + "Content-Length: 1000000\r\n\r\nname=";
    private static final String SMALL_HALF_BODY = FORM + "Content-Length: 15000\r\n\r\nname=";
    private static final String HALF_HEADERS = "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Half: ";
    private static final String COSTLY =
            "$argon2id$v=19$m=262144,t=16,p=1$c29kaXVtIGNobG9yaWRl$WyVZItczc4YAxYMLMPpjKh0TuKvzcz+DXESC9/fxZYg";
    private static final int LINE = 63 * 1024;
    private static final int LINES = 1_000;
    private static final String IMPORTS = "/organizations/trial/imports";

    interface Deed {
        void go(Target target, Going going) throws InterruptedException;
    }

    static List<Attack> all() {
        return List.of(
                holding("500 half bodies of 1 MB, one address", 500, 1, HALF_BODY, ""),
                holding("500 half bodies of 1 MB, 250 addresses", 500, 250, HALF_BODY, ""),
                holding("5,000 half bodies of 1 MB, 1,000 addresses", 5_000, 1_000, HALF_BODY, ""),
                holding("500 half bodies of 15 KB, 250 addresses", 500, 250, SMALL_HALF_BODY, ""),
                holding("5,000 half bodies of 15 KB, 1,000 addresses", 5_000, 1_000, SMALL_HALF_BODY, ""),
                holding("500 half headers, one address", 500, 1, HALF_HEADERS, ""),
                holding("500 half headers, 250 addresses", 500, 250, HALF_HEADERS, ""),
                holding("5,000 half headers, 1,000 addresses", 5_000, 1_000, HALF_HEADERS, ""),
                holding("500 bodies, a byte a second", 500, 250, SMALL_HALF_BODY, "x"),
                holding("500 headers, a byte a second", 500, 250, HALF_HEADERS, "x"),
                new Attack(
                        "200 parallel wrong sign-ins",
                        (target, going) -> atOnce(200, going, thief -> {
                            var from = "127.2.%d.%d".formatted(thief / 100, 1 + thief % 100);
                            return Target.signIn(from, target.port(), "nobody" + thief + "%40trial.example", "wrong");
                        })),
                new Attack("three costly imported hashes at once", Attack::costlyHashes),
                new Attack(
                        "two NDJSON imports of 62 MB at once",
                        (target, going) -> atOnce(2, going, sender -> {
                            var line = "{\"email\":\"big%d@trial.example\",\"displayName\":\"%s\"}\n";
                            var file = IntStream.range(0, LINES)
                                    .mapToObj(i -> line.formatted(i, "x".repeat(LINE)))
                                    .collect(Collectors.joining());
                            return target.upload(IMPORTS + "?dryRun=true", file);
                        })),
                asking("an address of 9 kB", "/login?next=/" + "a".repeat(9_000), ""),
                asking(
                        "an address of 7 kB that leads to sign in",
                        "/o/trial/users?search=" + "%C3%A4".repeat(1_150),
                        ""),
                asking("3,000 parameters", "/login", parameters()));
    }

    private static Attack holding(String name, int many, int addresses, String half, String drip) {
        return new Attack(name, (target, going) -> new Holders(target, many, addresses, half, drip).hold(going));
    }

    private static Attack asking(String name, String path, String form) {
        var method = form.isEmpty() ? "GET" : "POST";
        return new Attack(
                name,
                (target, going) -> atOnce(
                        10,
                        going,
                        asker -> Exchange.of(
                                "127.3.0." + (1 + asker),
                                target.port(),
                                method,
                                path,
                                form.isEmpty() ? "" : Target.FORM,
                                form)));
    }

    private static String parameters() {
        return IntStream.range(0, 3_000).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
    }

    private static void costlyHashes(Target target, Going going) throws InterruptedException {
        var line = """
                {"email":"slow%d@trial.example","displayName":"Slow","role":"user","status":"active","passwordHash":"%s"}
                """;
        var file =
                IntStream.range(0, 3).mapToObj(i -> line.formatted(i, COSTLY)).collect(Collectors.joining());
        going.answered(target.upload(IMPORTS, file));
        Thread.sleep(2_000);
        atOnce(
                3,
                going,
                thief -> Target.signIn(
                        "127.4.0." + (1 + thief), target.port(), "slow" + thief + "%40trial.example", "wrong"));
    }

    private interface Request {
        Exchange send(int who);
    }

    /** This many at a time, each sending one request after the other. */
    private static void atOnce(int many, Going going, Request request) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                int who = i;
                threads.execute(() -> {
                    while (going.on()) {
                        going.answered(request.send(who));
                    }
                });
            }
        }
    }
}
