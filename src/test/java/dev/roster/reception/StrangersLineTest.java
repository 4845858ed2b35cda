package dev.roster.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.support.Company;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.net.HttpCookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many strangers there are, known users are served. */
class StrangersLineTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company PARTNER = SERVER.company("partner");

    private final StrangersLine line = SERVER.bean(StrangersLine.class);
    private final ArrayList<StrangersLine.Place> taken = new ArrayList<>();

    @BeforeEach
    void nobody_has_tried_yet() {
        SERVER.clock().advance(Duration.ofMinutes(61));
    }

    @AfterEach
    void leave() {
        taken.forEach(StrangersLine.Place::close);
    }

    private void take_every_place() {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            taken.add(Objects.requireNonNull(line.enter()));
        }
    }

    @Test
    void a_stranger_waits_until_another_leaves() throws Exception {
        take_every_place();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stranger =
                    CompletableFuture.supplyAsync(() -> Visitor.of(SERVER).get("/login"), threads);
            assertThat(stranger.copy()
                            .completeOnTimeout(NOBODY, 500, TimeUnit.MILLISECONDS)
                            .get())
                    .isSameAs(NOBODY);

            taken.removeLast().close();

            assertThat(stranger.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void beyond_five_hundred_who_wait_a_stranger_is_asked_to_come_back() throws Exception {
        var full = new StrangersLine(0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i < 500; i++) {
                threads.submit(full::enter);
            }
            await().until(() -> full.waiting() == 500);

            assertThat(threads.submit(full::enter))
                    .as("at once")
                    .succeedsWithin(Duration.ofSeconds(3))
                    .isNull();
        } finally {
            threads.shutdownNow();
        }
    }

    private static final Visitor.Answer NOBODY = new Visitor.Answer(0, "", "", Map.of());

    @Test
    void who_is_signed_in_and_who_was_in_this_browser_before_pass_the_line() {
        var ada = PARTNER.another("user");
        var hers = Visitor.of(SERVER).signIn(ada.email(), Company.PASSWORD);
        var session = cookie(hers, "session");
        take_every_place();

        assertThat(Visitor.of(SERVER)
                        .send("GET", "/organizations", null, "Cookie", with(session, session.getValue()))
                        .status())
                .as("in a browser that forgets the rest")
                .isIn(200, 303);
        assertThat(hers.get("/organizations").status()).isIn(200, 303);
        assertThat(hers.post("/logout", Map.of()).status()).isEqualTo(303);
        assertThat(hers.tryToSignIn(ada.email(), Company.PASSWORD).status()).isEqualTo(303);
        assertThat(PARTNER.client("administrator").get("/me").status()).isEqualTo(200);
        assertThat(Visitor.of(SERVER).get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void a_forged_cookie_does_not_bypass_the_line() {
        var ada = PARTNER.another("user");
        var hers = Visitor.of(SERVER).signIn(ada.email(), Company.PASSWORD);
        var theirs = cookie(hers, "browser");
        take_every_place();

        assertThat(Visitor.of(SERVER)
                        .send("GET", "/login", null, "Cookie", with(theirs, theirs.getValue()))
                        .status())
                .isEqualTo(200);
        var changed = (theirs.getValue().startsWith("A") ? "B" : "A")
                + theirs.getValue().substring(1);
        assertThat(Visitor.of(SERVER)
                        .send("GET", "/login", null, "Cookie", with(theirs, changed))
                        .status())
                .isEqualTo(503);
    }

    private static HttpCookie cookie(Visitor visitor, String name) {
        return visitor.cookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String with(HttpCookie cookie, String value) {
        return cookie.getName() + "=" + value;
    }

    @Test
    void who_waits_for_a_hash_has_left() {
        var place = Objects.requireNonNull(line.enter());
        int free = line.free();

        StrangersLine.leave();
        place.close();

        assertThat(line.free()).as("given back once").isEqualTo(free + 1);
    }
}
