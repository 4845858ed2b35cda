package dev.roster.guards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The guards of {@code src/test/guards.yaml}, by group. */
record GuardList(Map<String, List<Guard>> groups) {
    private static final Path FILE = Path.of("src", "test", "guards.yaml");
    private static final Path PAGE = Path.of("docs", "security.md");
    private static final String BEGIN = "<!-- Written by bin/guards --write from src/test/guards.yaml. -->\n";
    private static final String END = "<!-- Here the list ends. -->\n";
    private static final TypeReference<LinkedHashMap<String, List<Guard>>> GROUPS = new TypeReference<>() {};

    static GuardList read() {
        return new GuardList(YAMLMapper.builder().build().readValue(FILE, GROUPS));
    }

    List<Guard> all() {
        return groups.values().stream().flatMap(List::stream).toList();
    }

    String groupOf(Guard guard) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().contains(guard))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The page of the documentation that lists them, as it is. */
    static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same page with this list. */
    String written() {
        var page = page();
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(0, begin) + tables() + page.substring(page.indexOf(END, begin));
    }

    void write() throws IOException {
        Files.writeString(PAGE, written());
    }

    private String tables() {
        var text = new StringBuilder();
        groups.forEach((group, guards) -> {
            text.append("\n| ").append(group).append(" | Test |\n|---|---|\n");
            guards.forEach(guard -> text.append("| %s | %s |\n".formatted(guard.guard(), guard.shownTest())));
        });
        return text.append('\n').toString();
    }
}
