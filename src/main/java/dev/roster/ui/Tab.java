package dev.roster.ui;

import org.jspecify.annotations.Nullable;

/** A tab of a page. The active one is the current page. */
public record Tab(
        String label, String href, boolean active, @Nullable String icon) {}
