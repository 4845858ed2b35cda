package dev.roster.idempotency;

import dev.roster.shared.EmailAddress;
import dev.roster.shared.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds what may name a person in a request or an answer: ids, addresses and usernames, each a text in its JSON or a segment
 * of its path. Sentences in an answer contain no others.
 */
final class NamesIn {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SEPARATORS = Pattern.compile("[,;\\t\"]");
    private static final int LONGEST_LINE = 16 * 1024;

    private NamesIn() {}

    static Set<String> path(String path) {
        var names = new HashSet<String>();
        Arrays.stream(path.split("/")).map(NamesIn::name).forEach(names::add);
        return names;
    }

    /** The content of a request: JSON, or a file, of which a refusal quotes the first line at most. */
    static Set<String> request(byte[] body) {
        return json(body).orElseGet(() -> {
            var start = new String(body, 0, Math.min(body.length, LONGEST_LINE), StandardCharsets.UTF_8);
            var names = new HashSet<String>();
            start.lines()
                    .limit(1)
                    .flatMap(SEPARATORS::splitAsStream)
                    .map(NamesIn::name)
                    .forEach(names::add);
            return names;
        });
    }

    static Set<String> answer(byte[] body) {
        return json(body).orElseGet(HashSet::new);
    }

    /** Empty if it is not JSON. */
    private static Optional<Set<String>> json(byte[] body) {
        var names = new HashSet<String>();
        try {
            collect(JSON.readTree(body), names);
            return Optional.of(names);
        } catch (JacksonException none) {
            return Optional.empty();
        }
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.isString()) {
            names.add(name(node.asString()));
        } else {
            node.forEach(part -> collect(part, names));
        }
    }

    /** Different spellings of an address or a username are treated as the same. */
    private static String name(String text) {
        return EmailAddress.read(text).map(EmailAddress::key).orElseGet(() -> Text.asciiLowerCase(text.strip()));
    }
}
