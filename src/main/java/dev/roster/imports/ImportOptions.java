package dev.roster.imports;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of an import.
 *
 * @param dryRun whether to only report what would happen
 * @param mail whether new users get the email with their link at once
 * @param role the key of the role of new users whose row names none; null for the policy's default
 * @param groups ids of the groups of new users whose row names none
 */
public record ImportOptions(
        boolean dryRun, boolean mail, @Nullable String role, List<String> groups) {
    public ImportOptions {
        groups = List.copyOf(groups);
    }

    /** The groups in a text that separates them by semicolons. */
    public static List<String> groups(@Nullable String typed) {
        return typed == null
                ? List.of()
                : Arrays.stream(typed.split(";"))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    ImportOptions(boolean dryRun, boolean mail) {
        this(dryRun, mail, null, List.of());
    }
}
