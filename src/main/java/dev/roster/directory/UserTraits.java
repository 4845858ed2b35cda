package dev.roster.directory;

import dev.roster.membership.MemberQuery;
import dev.roster.shared.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What else narrows the list of users: exactly one user, or when they last signed in. Null and false do not narrow it.
 *
 * @param externalId the user's id in another system
 * @param email the user's email address, in any spelling
 * @param lastSignInBefore only those whose last sign-in was earlier; this leaves out those who have never signed in
 * @param unusedFor the same, counted back from now
 * @param neverSignedIn only those who have never signed in
 * @param link only those who wait for a link in this state
 * @param twoFactor only those who have a second factor, or who have none
 */
record UserTraits(
        @Nullable String externalId,
        @Nullable EmailAddress email,
        @Nullable Instant lastSignInBefore,
        @Nullable Duration unusedFor,
        boolean neverSignedIn,
        @Nullable LinkState link,
        @Nullable Boolean twoFactor) {
    /** As an index has it. */
    private static final String SIGNED_IN = "coalesce(m.last_sign_in_at, '1970-01-01Z')";

    /** Without this, a scan would begin with everyone who has never signed in. */
    private static final String USED = SIGNED_IN + " > '1970-01-01Z' and ";

    static final UserTraits NONE = new UserTraits(null, null, null, null, false, null, null);

    boolean any() {
        return !equals(NONE);
    }

    /** Adds the conditions to a query. */
    void narrow(MemberQuery query, Instant now) {
        if (externalId != null) {
            query.and("m.external_id = :externalId").with("externalId", externalId);
        }
        if (email != null) {
            // An address that someone who has not joined yet has elsewhere is none of this organization's business.
            query.and("""
                            m.user_id = (select id from users where email_key = :emailKey)
                            and exists (select 1 from members s
                                         where s.organization_id = m.organization_id and s.user_id = m.user_id
                                           and (s.home or s.joined_at is not null
                                                or lower(s.email) in (lower(:email), :emailKey)))
                            """).with("emailKey", email.key()).with("email", email.value());
        }
        if (lastSignInBefore != null) {
            query.and(USED + SIGNED_IN + " < :signedInBefore and m.last_sign_in_at is not null")
                    .with("signedInBefore", lastSignInBefore.atOffset(ZoneOffset.UTC));
        }
        if (unusedFor != null) {
            query.and(USED + SIGNED_IN + " < :unusedSince and m.last_sign_in_at is not null")
                    .with("unusedSince", now.minus(unusedFor).atOffset(ZoneOffset.UTC));
        }
        if (twoFactor != null) {
            // Who has not joined yet has none as far as this organization knows.
            query.and("(m.joined_at is not null and has_factor(m.user_id)) = :twoFactor")
                    .with("twoFactor", twoFactor);
        }
        if (neverSignedIn) {
            query.and(SIGNED_IN + " = '1970-01-01Z' and m.last_sign_in_at is null");
        }
        if (link != null) {
            query.and(link.condition("m")).with("now", now.atOffset(ZoneOffset.UTC));
        }
    }
}
