package dev.roster.importfile;

import org.jspecify.annotations.Nullable;

/**
 * A column of a file.
 *
 * @param title as the file has it, or its number such as {@code #3} if it has none
 * @param field what it is read as, such as {@code displayName}; null if it is left aside
 */
public record Column(String title, @Nullable String field) {}
