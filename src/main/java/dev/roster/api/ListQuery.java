package dev.roster.api;

import dev.roster.shared.Cursor;
import org.jspecify.annotations.Nullable;

/** The query parameters that every list accepts. */
public record ListQuery(PageSize limit, @Nullable Cursor after, boolean count) {}
