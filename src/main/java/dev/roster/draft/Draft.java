package dev.roster.draft;

import java.util.UUID;

/** What stands in a form of several steps so far. The id is in the addresses of its steps. */
public record Draft<T>(UUID id, T content) {

    /**
     * Which form it is of.
     *
     * @param name never changes: drafts of an older Roster are read by it
     * @param content a record that Jackson writes and reads, with a null for whatever may be missing
     */
    public record Kind<T>(String name, Class<T> content) {}
}
