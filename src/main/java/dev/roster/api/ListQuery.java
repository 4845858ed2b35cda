package dev.roster.api;

import dev.roster.shared.Cursor;
import org.jspecify.annotations.Nullable;

/** What every list takes. */
public record ListQuery(PageSize limit, @Nullable Cursor after, boolean count) {}
