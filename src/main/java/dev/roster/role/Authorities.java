package dev.roster.role;

import dev.roster.access.Authority;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What somebody holds in an organization at this moment, read afresh: a change is felt on the next request. */
@Component
public class Authorities {
    private final GoverningRepository repository;

    Authorities(GoverningRepository repository) {
        this.repository = repository;
    }

    public Authority of(OrganizationId organization, UserId user) {
        return repository.authority(organization, user);
    }

    /** What an API token holds: its one role, while it is not revoked. */
    public Authority ofToken(OrganizationId organization, UUID token) {
        return repository.authorityOfToken(organization, token);
    }
}
