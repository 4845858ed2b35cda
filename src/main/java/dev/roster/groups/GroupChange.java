package dev.roster.groups;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes to a group; null for what stays. */
public record GroupChange(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> roles) {}
