package dev.roster.company;

import dev.roster.ui.SearchedPage;

/**
 * What the list of linked companies shows.
 *
 * @param creates whether the reader may make one
 * @param links whether they may link one that exists
 * @param unlinks whether they may end the link of one that they manage
 */
public record CompanyListView(
        SearchedPage<Company> list, long total, boolean creates, boolean links, boolean unlinks) {}
