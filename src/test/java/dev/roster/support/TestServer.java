package dev.roster.support;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.roster.RosterApplication;
import dev.roster.access.Actor;
import dev.roster.apitoken.ApiTokens;
import dev.roster.installation.Settings;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole of Roster, booted once for all tests: with a PostgreSQL of its own, a mail server that keeps what it gets,
 * and a clock that can be moved. Each test makes its own organizations.
 */
public final class TestServer {
    private static final String OPERATOR_TOKEN = "the-operators-token-of-all-tests-0123456789";
    private static @Nullable TestServer booted;

    private final ConfigurableApplicationContext context;
    private final GreenMail mailServer;
    private final SettableClock clock;
    private final URI url;

    private TestServer(ConfigurableApplicationContext context, GreenMail mailServer, SettableClock clock, URI url) {
        this.context = context;
        this.mailServer = mailServer;
        this.clock = clock;
        this.url = url;
    }

    public static synchronized TestServer get() {
        if (booted == null) {
            booted = boot();
        }
        return booted;
    }

    private static TestServer boot() {
        var mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        var dataDir = temporaryDirectory();
        var settings = Settings.read(
                Map.of(
                        "ROSTER_PORT",
                        "0",
                        "ROSTER_DATA_DIR",
                        dataDir.toString(),
                        "ROSTER_SMTP_URL",
                        "smtp://127.0.0.1:" + mailServer.getSmtp().getPort(),
                        "ROSTER_BOOTSTRAP_TOKEN",
                        OPERATOR_TOKEN),
                List.of());
        var clock = new SettableClock();
        var application = RosterApplication.application(settings);
        application.setRegisterShutdownHook(false);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean("testClock", Clock.class, () -> clock));
        var context = application.run();
        context.getBean(ApiTokens.class).bootstrap(new Actor.Job("test"), OPERATOR_TOKEN);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            context.close();
            mailServer.stop();
            delete(dataDir);
        }));
        return new TestServer(context, mailServer, clock, settings.publicUrl());
    }

    /** The address of a path that starts with a slash. */
    public URI url(String path) {
        return URI.create(url + path);
    }

    /** A token that may do everything everywhere. */
    public String operatorToken() {
        return OPERATOR_TOKEN;
    }

    /** Moves for everybody: advance it only where nothing another test relies on runs out. */
    public SettableClock clock() {
        return clock;
    }

    /** A part of the running server. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The mails to an address, in the order in which they came. Waits for the first one. */
    public List<MimeMessage> mails(String address) {
        return mails(address, 1);
    }

    /** The same, waiting until there are so many. */
    public List<MimeMessage> mails(String address, int atLeast) {
        return await().alias("%d mails to %s".formatted(atLeast, address))
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> received(address), mails -> mails.size() >= atLeast);
    }

    /** The mails to an address that have come by now. */
    public List<MimeMessage> received(String address) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .filter(mail -> goesTo(mail, address))
                .toList();
    }

    private static boolean goesTo(MimeMessage mail, String address) {
        try {
            return Arrays.stream(mail.getRecipients(RecipientType.TO))
                    .anyMatch(to -> to instanceof InternetAddress internet
                            && internet.getAddress().equals(address));
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("roster-test");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException leftBehind) {
            System.err.println("Not deleted: " + directory);
        }
    }
}
