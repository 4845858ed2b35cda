package dev.roster.http;

import dev.roster.access.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recognises who makes a request, by a session cookie or by a bearer token. Asked once a request. */
public interface ActorSource {

    /** Whether it recognises programs, by what they send to the API, or else people, by what a browser sends to pages. */
    boolean isForApi();

    /** @param organization null where the path names none, or one that does not exist for this actor */
    record Recognised(Actor actor, @Nullable OrganizationAtHand organization) {}

    /** @param organization the id or slug that the path names, or null */
    Optional<Recognised> recognise(HttpServletRequest request, @Nullable String organization);
}
