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

/** Those who stand behind what goes on without them, with what they hold at this moment and not when it began. */
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

    /** Nothing where they can do nothing at all any more: blocked, erased, revoked, expired. */
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

    /** Whether they have this permission at this moment, and govern all of these roles. */
    public boolean mayGive(OrganizationId organization, Author author, Permission permission, Set<RoleId> roles) {
        return find(organization, author)
                .filter(found -> found.may(permission, organization) && Reach.governs(found, roles))
                .isPresent();
    }
}
