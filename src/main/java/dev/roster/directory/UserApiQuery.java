package dev.roster.directory;

import dev.roster.api.PageSize;
import dev.roster.api.Query;
import dev.roster.shared.Cursor;
import org.jspecify.annotations.Nullable;

/** The query parameters of the API's list of users. */
public record UserApiQuery(
        PageSize limit, @Nullable Cursor after, @Query UserApiFilter filter, boolean count) {}
