package dev.roster.support;

import static org.awaitility.Awaitility.await;

import dev.roster.support.ApiClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Imports by the API, waited for. */
public final class ImportRequests {
    private ImportRequests() {}

    /** An import that has tried its only row, which is refused: ready to be carried out. Gives its id. */
    public static String tried(ApiClient client, String imports) {
        var sent = client.send("POST", imports + "?dryRun=true", "email\nnobody\n", "Content-Type", "text/csv");
        return ended(client, imports + "/" + sent.text("/id")).text("/id");
    }

    /** The import once nothing happens any more by itself. */
    public static Answer ended(ApiClient client, String path) {
        return once(client, path, answer -> List.of("done", "failed").contains(answer.text("/status")));
    }

    /** The import once it is as wanted. */
    public static Answer once(ApiClient client, String path, Predicate<Answer> wanted) {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.get(path), wanted);
    }
}
