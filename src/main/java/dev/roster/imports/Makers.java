package dev.roster.imports;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Author;
import dev.roster.role.Authorities;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Those who stand behind imports, with what they hold at this moment: whoever lost a right meanwhile has lost it here, too. */
@Component
class Makers {
    private final MakerRepository repository;
    private final Authorities authorities;
    private final Clock clock;

    Makers(MakerRepository repository, Authorities authorities, Clock clock) {
        this.repository = repository;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** @throws dev.roster.shared.ProblemException {@code unauthenticated} where they can do nothing at all any more */
    Actor actor(OrganizationId organization, Author maker) {
        return switch (maker.kind()) {
            case USER -> {
                var user = new UserId(Objects.requireNonNull(maker.id()));
                yield repository
                        .findPerson(user, authorities.of(organization, user))
                        .orElseThrow(AccessProblem.UNAUTHENTICATED::with);
            }
            case TOKEN -> {
                var token = Objects.requireNonNull(maker.id());
                yield repository
                        .findToken(token, authorities.ofToken(organization, token), clock.instant())
                        .orElseThrow(AccessProblem.UNAUTHENTICATED::with);
            }
            case ROSTER -> new Actor.Job("import");
        };
    }
}
