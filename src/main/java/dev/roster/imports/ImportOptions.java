package dev.roster.imports;

/**
 * How a file is to be imported.
 *
 * @param dryRun whether to tell only what would happen
 * @param mail whether whoever is new gets the mail with their link at once
 */
public record ImportOptions(boolean dryRun, boolean mail) {}
