package dev.roster.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Headless Chromium, one for the suite. Every person gets a {@link Window} with separate cookies. */
public final class Browser {
    /** Logged for a page that is meant to answer with an error. */
    private static final String STATUS_LINE = "Failed to load resource: the server responded with a status of ";

    private static @Nullable Browser running;

    private final com.microsoft.playwright.Browser chromium;

    /** Started on first use; it stops with the JVM. */
    public static synchronized Browser get() {
        if (running == null) {
            running = new Browser();
        }
        return running;
    }

    private Browser() {
        var playwright = Playwright.create();
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(
                                Objects.requireNonNullElse(System.getenv("ROSTER_TEST_CHROMIUM"), "/usr/bin/chromium")))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }

    /** Finds elements with exactly this name. */
    public static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    /** A window without a signed-in user. */
    public Window open(TestServer server) {
        return open(server, options());
    }

    /** A window without JavaScript. */
    public Window openWithoutJavaScript(TestServer server) {
        return open(server, options().setJavaScriptEnabled(false));
    }

    private Window open(TestServer server, com.microsoft.playwright.Browser.NewContextOptions options) {
        var context = chromium.newContext(options.setBaseURL(server.url("")));
        context.setDefaultTimeout(10_000);
        var window = new Window(context, context.newPage(), new ArrayList<>(), new AtomicInteger());
        window.page().onConsoleMessage(window::hear);
        window.page().onPageError(window.complaints()::add);
        window.page().onResponse(window::see);
        return window;
    }

    private static com.microsoft.playwright.Browser.NewContextOptions options() {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("en-GB")
                .setViewportSize(1440, 900)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    /**
     * A window with one page in it.
     *
     * @param complaints the browser's complaints about the pages so far: script errors, violations of the content security
     *     policy
     * @param status the server's status for the current page
     */
    public record Window(BrowserContext context, Page page, List<String> complaints, AtomicInteger status)
            implements AutoCloseable {
        /** Signs in on the page, like every user. */
        public Window signIn(Company.Person person) {
            return signIn(person.email(), Company.PASSWORD);
        }

        public Window signIn(String name, String password) {
            page.navigate("/login");
            page.getByLabel("Email address or username").fill(name);
            page.locator("input[name=password]").fill(password);
            page.locator("main button[type=submit]").click();
            page.waitForURL(url -> !url.endsWith("/login"));
            return this;
        }

        /** Opens a path of the server. */
        public Window go(String path) {
            page.navigate(path);
            return this;
        }

        private void hear(ConsoleMessage message) {
            if (message.type().equals("error") && !message.text().startsWith(STATUS_LINE)) {
                complaints.add(message.text());
            }
        }

        private void see(Response response) {
            if (response.request().isNavigationRequest() && response.frame().equals(page.mainFrame())) {
                status.set(response.status());
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
