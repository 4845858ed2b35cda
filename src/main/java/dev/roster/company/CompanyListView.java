package dev.roster.company;

import dev.roster.ui.SearchedPage;

/**
 * What the list of linked companies shows.
 *
 * @param creates whether the viewer may create one
 * @param links whether they may link an existing one
 * @param unlinks whether they may unlink one that they manage
 */
public record CompanyListView(
        SearchedPage<Company> list, long total, boolean creates, boolean links, boolean unlinks) {}
