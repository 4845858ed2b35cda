package dev.roster.ui;

import org.jspecify.annotations.Nullable;

/** One of a page's tabs. The active one is the page at hand. */
public record Tab(
        String label, String href, boolean active, @Nullable String icon) {}
