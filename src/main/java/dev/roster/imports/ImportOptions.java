package dev.roster.imports;

/**
 * Options of an import.
 *
 * @param dryRun whether to only report what would happen
 * @param mail whether new users get the email with their link at once
 */
public record ImportOptions(boolean dryRun, boolean mail) {}
