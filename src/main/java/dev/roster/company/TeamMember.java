package dev.roster.company;

import dev.roster.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the organization that a company is linked to, and whether they may manage the company.
 *
 * @param email null where the reader has no business with it
 * @param role what they are in their own organization: the names of role and groups
 * @param granted whether they are granted the company
 * @param live whether that lets them in at this moment
 */
public record TeamMember(
        UserId id, String name, @Nullable String email, String status, String role, boolean granted, boolean live) {}
