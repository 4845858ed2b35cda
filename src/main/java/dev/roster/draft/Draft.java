package dev.roster.draft;

import java.util.UUID;

/** The current content of a multi-step form. The id is part of the URLs of its steps. */
public record Draft<T>(UUID id, T content) {

    /**
     * The form that a draft belongs to.
     *
     * @param name never changes: drafts of older Roster versions are found by it
     * @param content a record that Jackson reads and writes, with a null for anything that may be missing
     */
    public record Kind<T>(String name, Class<T> content) {}
}
