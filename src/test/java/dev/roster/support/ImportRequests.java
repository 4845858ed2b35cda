package dev.roster.support;

import static org.awaitility.Awaitility.await;

import dev.roster.support.ApiClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Imports through the API, with waiting. */
public final class ImportRequests {
    private ImportRequests() {}

    /** A dry run whose only row is rejected: ready to be carried out. Returns its id. */
    public static String tried(ApiClient client, String imports) {
        var sent = client.send("POST", imports + "?dryRun=true", "email\nnobody\n", "Content-Type", "text/csv");
        return ended(client, imports + "/" + sent.text("/id")).text("/id");
    }

    /** The import once it is over. */
    public static Answer ended(ApiClient client, String path) {
        return once(client, path, answer -> List.of("done", "failed").contains(answer.text("/status")));
    }

    /** The import once it meets the condition. */
    public static Answer once(ApiClient client, String path, Predicate<Answer> wanted) {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.get(path), wanted);
    }
}
