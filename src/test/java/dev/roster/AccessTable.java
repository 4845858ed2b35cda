package dev.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** {@code access-table.txt}, parsed. */
record AccessTable(List<Section> sections) {

    /** @param name a preset, {@code linked} or {@code api} */
    record Section(String name, List<String> kinds, List<Row> rows) {}

    /** @param of the subject of the route; the answers are in the order of the kinds */
    record Row(String method, String route, String of, String with, List<String> kinds, List<String> answers) {
        String answer(String kind) {
            return answers.get(kinds.indexOf(kind));
        }

        @Override
        public String toString() {
            return (method + " " + route + (of.isEmpty() ? "" : " of " + of) + (with.isEmpty() ? "" : " with " + with));
        }
    }

    Section section(String name) {
        return sections.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    static AccessTable read(String resource) {
        var sections = new ArrayList<Section>();
        for (var line : lines(resource)) {
            if (line.startsWith("[")) {
                var words = Arrays.asList(line.substring(1).split("[\\s\\]]+"));
                sections.add(new Section(words.getFirst(), words.subList(1, words.size()), new ArrayList<>()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                var section = sections.getLast();
                section.rows().add(row(line, section.kinds()));
            }
        }
        return new AccessTable(sections);
    }

    private static Row row(String line, List<String> kinds) {
        var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        var route = cells.getFirst().split("\\s+");
        var answers = Arrays.asList(cells.get(3).split("\\s+"));
        if (cells.size() != 4 || answers.size() != kinds.size()) {
            throw new AssertionError("a row needs four cells and an answer for each of " + kinds + ": " + line);
        }
        return new Row(route[0], route[1], cells.get(1), cells.get(2), kinds, answers);
    }

    private static List<String> lines(String resource) {
        try (var file = Objects.requireNonNull(AccessTable.class.getResourceAsStream(resource))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
