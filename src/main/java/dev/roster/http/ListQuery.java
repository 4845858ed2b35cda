package dev.roster.http;

import dev.roster.shared.Cursor;
import org.jspecify.annotations.Nullable;

/** What every list takes. */
public record ListQuery(Limit limit, @Nullable Cursor after, boolean count) {}
