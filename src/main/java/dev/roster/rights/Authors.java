package dev.roster.rights;

import dev.roster.access.Actor;
import dev.roster.access.Author;
import dev.roster.access.Authorities;
import dev.roster.access.Permission;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds the authors of work that outlives their request, with the rights they hold now rather than when it began. */
@Component
public class Authors {
    private final AuthorRepository repository;
    private final Authorities authorities;
    private final Clock clock;

    Authors(AuthorRepository repository, Authorities authorities, Clock clock) {
        this.repository = repository;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** Empty if they can no longer do anything: blocked, erased, revoked or expired. */
    public Optional<Actor> find(OrganizationId organization, Author author) {
        return switch (author.kind()) {
            case USER -> {
                var user = new UserId(Objects.requireNonNull(author.id()));
                yield repository.findPerson(user, authorities.of(organization, user));
            }
            case TOKEN -> {
                var token = Objects.requireNonNull(author.id());
                yield repository.findToken(token, authorities.ofToken(organization, token), clock.instant());
            }
            case ROSTER -> Optional.of(new Actor.Job("roster"));
        };
    }

    /** Whether they currently have this permission, and govern all of these roles. */
    public boolean mayGive(OrganizationId organization, Author author, Permission permission, Set<RoleId> roles) {
        return find(organization, author)
                .filter(found -> found.may(permission, organization) && Reach.governs(found, roles))
                .isPresent();
    }
}
