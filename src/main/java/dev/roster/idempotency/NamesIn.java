package dev.roster.idempotency;

import dev.roster.shared.EmailAddress;
import dev.roster.shared.Text;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * By what a request or an answer may name somebody: ids, addresses and user names, each a text of its JSON or a part of
 * its path. Sentences in an answer say nothing else.
 */
final class NamesIn {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private NamesIn() {}

    static Set<String> path(String path) {
        var names = new HashSet<String>();
        Arrays.stream(path.split("/")).map(NamesIn::name).forEach(names::add);
        return names;
    }

    /** Empty where it is no JSON. */
    static Set<String> json(byte[] body) {
        var names = new HashSet<String>();
        try {
            collect(JSON.readTree(body), names);
        } catch (JacksonException none) {
            names.clear();
        }
        return names;
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
