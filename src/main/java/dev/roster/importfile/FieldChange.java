package dev.roster.importfile;

import org.jspecify.annotations.Nullable;

/**
 * What an import changes, or would change, in a field of an existing user.
 *
 * @param before null if it was empty
 * @param after null if it becomes empty
 */
public record FieldChange(
        String field, @Nullable String before, @Nullable String after) {}
