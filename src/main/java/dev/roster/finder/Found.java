package dev.roster.finder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search found, in sections. */
public record Found(String search, List<Section> sections) {
    public Found {
        sections = List.copyOf(sections);
    }

    /**
     * Results of one kind.
     *
     * @param key for its heading
     */
    public record Section(String key, List<Entry> entries) {
        public Section {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A result.
     *
     * @param detail what distinguishes it from others with the same label, or null
     * @param icon null for what has a picture: people and companies
     */
    public record Entry(
            String label, @Nullable String detail, @Nullable String icon, String href) {}

    /** The number of all results. */
    public int size() {
        return sections.stream().mapToInt(section -> section.entries().size()).sum();
    }
}
