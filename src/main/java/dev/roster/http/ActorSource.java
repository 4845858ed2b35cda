package dev.roster.http;

import dev.roster.access.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Authenticates requests by a session cookie or a bearer token. Called once per request. */
public interface ActorSource {

    /** Whether it authenticates programs that call the API, rather than people in a browser. */
    boolean isForApi();

    /** @param organization null if the path names none, or one that does not exist for this actor */
    record Recognised(Actor actor, @Nullable OrganizationAtHand organization) {}

    /** @param organization the id or slug that the path names, or null */
    Optional<Recognised> recognise(HttpServletRequest request, @Nullable String organization);
}
