package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.apitoken.BearerRepository.Bearer;
import dev.roster.http.ActorSource;
import dev.roster.shared.Ids;
import dev.roster.shared.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Authenticates API tokens (RFC 6750). */
@Component
class Bearers implements ActorSource {
    /** The attribute of a request that holds its {@link Bearer}. */
    static final String BEARER = "dev.roster.apitoken.bearer";

    private static final String SCHEME = "Bearer ";

    /** The last use is shown to people, who do not need it to the minute; recording each use would cost a disk write. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);

    private final BearerRepository repository;
    private final Clock clock;

    Bearers(BearerRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public boolean isForApi() {
        return true;
    }

    @Override
    public Optional<Recognised> recognise(HttpServletRequest request, @Nullable String organization) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var now = clock.instant();
        var id = organization == null ? null : Ids.read(organization).orElse(null);
        var found =
                repository.find(Secret.hash(header.substring(SCHEME.length()).strip()), organization, id, now);
        found.filter(bearer -> bearer.lastUsedAt() == null
                        || bearer.lastUsedAt().plus(SEEN_EVERY).isBefore(now))
                .ifPresent(bearer -> repository.used(bearer.token(), now));
        found.ifPresent(bearer -> request.setAttribute(BEARER, bearer));
        return found.map(Bearers::recognised);
    }

    private static Recognised recognised(Bearer bearer) {
        return new Recognised(
                new Actor.TokenHolder(
                        bearer.token(), bearer.name(), bearer.operator(), bearer.maker(), bearer.authority()),
                bearer.organization());
    }
}
