package dev.roster.oidc;

import dev.roster.factor.FactorKind;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A person who is signed in to Roster, as the authorization server knows them. */
final class Holder extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient UserId user;
    private final transient @Nullable UUID session;
    private final transient Instant authenticatedAt;
    private final transient @Nullable OrganizationId organization;
    private final transient @Nullable FactorKind factor;
    private final transient @Nullable UUID signIn;

    /**
     * @param organization where they sign in to the application; null if that is not settled yet
     * @param factor the second factor that they used; null if they have none
     */
    Holder(
            UserId user,
            @Nullable UUID session,
            Instant authenticatedAt,
            @Nullable OrganizationId organization,
            @Nullable FactorKind factor) {
        this(user, session, authenticatedAt, organization, factor, null);
    }

    /** @param signIn the stored sign-in from which this was read; null if it is being made */
    Holder(
            UserId user,
            @Nullable UUID session,
            Instant authenticatedAt,
            @Nullable OrganizationId organization,
            @Nullable FactorKind factor,
            @Nullable UUID signIn) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.user = user;
        this.session = session;
        this.authenticatedAt = authenticatedAt;
        this.organization = organization;
        this.factor = factor;
        this.signIn = signIn;
        setAuthenticated(true);
    }

    UserId user() {
        return user;
    }

    @Nullable UUID session() {
        return session;
    }

    Instant authenticatedAt() {
        return authenticatedAt;
    }

    @Nullable OrganizationId organization() {
        return organization;
    }

    @Nullable FactorKind factor() {
        return factor;
    }

    @Nullable UUID signIn() {
        return signIn;
    }

    /** The subject of tokens. */
    @Override
    public String getName() {
        return user.toString();
    }

    @Override
    public Object getPrincipal() {
        return getName();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
