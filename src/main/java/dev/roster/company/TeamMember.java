package dev.roster.company;

import dev.roster.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A user of a company's parent, and whether they may manage the company.
 *
 * @param email null if the viewer does not need to know it
 * @param role their rights in their own organization: the names of role and groups
 * @param granted whether they are granted the company
 * @param live whether that currently lets them in
 */
public record TeamMember(
        UserId id, String name, @Nullable String email, String status, String role, boolean granted, boolean live) {}
