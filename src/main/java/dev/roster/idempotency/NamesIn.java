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
 * By what a request or an answer may name somebody: ids, addresses and user names, each a text of its JSON or a part of
 * its path. Sentences in an answer say nothing else.
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

    /** What a request sends: JSON, or a file, of which a refusal quotes the first line at most. */
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

    /** Nothing where it is no JSON. */
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

    /** Two spellings of an address or a user name are one. */
    private static String name(String text) {
        return EmailAddress.read(text).map(EmailAddress::key).orElseGet(() -> Text.asciiLowerCase(text.strip()));
    }
}
