package dev.roster.rights;

import dev.roster.access.Authorities;
import dev.roster.access.Authority;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads what is held through roles, groups and grants. */
@Component
class HeldAuthorities implements Authorities {
    private final GoverningRepository repository;

    HeldAuthorities(GoverningRepository repository) {
        this.repository = repository;
    }

    @Override
    public Authority of(OrganizationId organization, UserId user) {
        return repository.authority(organization, user);
    }

    @Override
    public Authority ofToken(OrganizationId organization, UUID token) {
        return repository.authorityOfToken(organization, token);
    }
}
