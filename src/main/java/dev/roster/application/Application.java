package dev.roster.application;

import dev.roster.shared.OrganizationId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that people sign in to with Roster.
 *
 * @param id also the client id
 * @param redirectUris where people return to after signing in; compared exactly
 * @param postLogoutRedirectUris where people return to after signing out; compared exactly
 * @param backChannelLogoutUri told about ended sign-ins (OpenID Connect Back-Channel Logout 1.0); null for none
 * @param organizations those that may use it; null for all
 * @param firstParty whether people are not asked what it may know about them
 * @param optional whether an organization may deactivate it for its own people
 * @param secretHashes of the secrets that are valid now
 */
public record Application(
        UUID id,
        String name,
        ApplicationKind kind,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        @Nullable String backChannelLogoutUri,
        @Nullable Set<OrganizationId> organizations,
        boolean firstParty,
        boolean optional,
        Duration accessTokenLife,
        Duration refreshTokenLife,
        Instant createdAt,
        List<byte[]> secretHashes) {
    public Application {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        organizations = organizations == null ? null : Set.copyOf(organizations);
        secretHashes = List.copyOf(secretHashes);
    }

    public boolean isOpenTo(OrganizationId organization) {
        return organizations == null || organizations.contains(organization);
    }

    /** The origins, or schemes, of the addresses that people return to, as a content security policy names them. */
    public Set<String> returns() {
        var origins = new TreeSet<String>();
        for (var address : redirectUris) {
            var uri = URI.create(address);
            origins.add(
                    uri.getRawAuthority() == null
                            ? uri.getScheme() + ":"
                            : uri.getScheme() + "://" + uri.getRawAuthority());
        }
        return origins;
    }

    @Override
    public String toString() {
        return "Application[" + id + "]"; // never the hashes
    }
}
