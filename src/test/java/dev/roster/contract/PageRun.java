package dev.roster.contract;

import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.ImportRequests;
import dev.roster.support.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executes a page of the documentation, from its first block to its last, and records the answers: requests are {@code http}
 * blocks, or comments if they only prepare something; commands are {@code sh} blocks; the block after one of these is its
 * answer. An import that a request starts is finished before the next one.
 */
final class PageRun implements AutoCloseable {
    private static final Pattern BLOCK = Pattern.compile(
            "^```(http|sh|json)\n(.*?)^```\n|^<!-- http\n(.*?)^-->\n", Pattern.MULTILINE | Pattern.DOTALL);
    private static final List<String> SHOWN_HEADERS =
            List.of("Location", "ETag", "Allow", "Accept", "Retry-After", "WWW-Authenticate", "Idempotent-Replayed");
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPrettyPrinter(new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER)))
            .build();

    private final TestServer server = TestServer.get();
    private final Disguise disguise = new Disguise(server.clock().instant());
    private String answer = "";
    private @Nullable Shell shell;

    private PageRun() {}

    /** The page with the answers of this run. */
    static String of(String page) {
        try (var run = new PageRun()) {
            return BLOCK.matcher(page).replaceAll(run::block);
        }
    }

    private String block(MatchResult block) {
        var shown = block.group();
        if (block.group(3) != null) {
            request(block.group(3));
        } else if (block.group(1).equals("json")
                || block.group(2).isEmpty()
                || block.group(2).startsWith("HTTP/")) {
            shown = "```" + block.group(1) + "\n" + answer + "\n```\n";
        } else if (block.group(1).equals("http")) {
            request(block.group(2));
        } else {
            command(block.group(2));
        }
        return Matcher.quoteReplacement(shown);
    }

    private void request(String shown) {
        var parts = disguise.reveal(shown.strip()).split("\n\n", 2);
        var head = parts[0].lines().toList();
        var line = head.getFirst().split(" ");
        var headers = new ArrayList<>(List.of("User-Agent", "curl/8"));
        head.stream().skip(1).forEach(header -> headers.addAll(List.of(header.split(": ", 2))));
        var body = parts.length == 1 ? null : parts[1];
        var path = line[1].replaceFirst("^" + Operations.BASE, "");
        var answered = ApiClient.operator().send(line[0], path, body, headers.toArray(String[]::new));
        while (answered.status() == HttpStatus.OK.value()
                && answered.response().body().contains("\"mail\":{")
                && answered.text("/mail/status").equals("queued")) {
            answered = ApiClient.operator().send(line[0], path, body, headers.toArray(String[]::new));
        }
        answer = disguise.hide(written(answered));
        if (answered.status() == HttpStatus.ACCEPTED.value() && path.contains("/imports")) {
            ImportRequests.ended(
                    ApiClient.operator(), path.replaceFirst("/imports.*", "/imports/") + answered.text("/id"));
        }
    }

    private static String written(Answer answered) {
        var text = new StringBuilder("HTTP/1.1 %d %s"
                .formatted(
                        answered.status(), HttpStatus.valueOf(answered.status()).getReasonPhrase()));
        SHOWN_HEADERS.forEach(name -> answered.header(name)
                .ifPresent(value -> text.append('\n').append(name).append(": ").append(sorted(value))));
        answered.header("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .ifPresent(type -> text.append("\nContent-Type: application/problem+json"));
        var body = answered.response().body().replace("\r\n", "\n").strip();
        boolean lines = answered.header("Content-Type").orElse("").contains("ndjson");
        return body.isEmpty() ? text.toString() : text + "\n\n" + (lines ? body : pretty(body));
    }

    /** The order of methods and formats has no meaning, and varies. */
    private static String sorted(String list) {
        return Arrays.stream(list.split(", ?")).sorted().collect(Collectors.joining(", "));
    }

    private static String pretty(String json) {
        if (!json.startsWith("{")) {
            return json;
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json));
    }

    /** All of a page's commands go to one shell, so that later ones see what earlier ones have set. */
    private void command(String shown) {
        try {
            if (shell == null) {
                shell = new Shell(server);
            }
            answer = disguise.hide(pretty(shell.run(disguise.reveal(shown))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        if (shell != null) {
            shell.close();
        }
    }
}
