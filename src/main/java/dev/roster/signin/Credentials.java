package dev.roster.signin;

import dev.roster.password.StoredPassword;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The account that a sign-in claims, before anything is proven.
 *
 * @param mayEnter whether anything lets them in: an active membership, being the operator, or having no membership at all
 * @param active the number of organizations they may enter
 * @param onlyOrganization the slug of the only organization they may enter, if there is exactly one
 * @param home the organization where the account was created, or null
 * @param hasFactor whether they are asked for a second factor
 * @param password null if none is set
 */
record Credentials(
        UserId user,
        @Nullable String email,
        String displayName,
        String locale,
        boolean operator,
        boolean mayEnter,
        int active,
        @Nullable String onlyOrganization,
        @Nullable OrganizationId home,
        boolean pendingAtHome,
        boolean hasFactor,
        @Nullable StoredPassword password) {}
