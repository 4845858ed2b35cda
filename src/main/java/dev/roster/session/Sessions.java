package dev.roster.session;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Permit;
import dev.roster.access.SelfPermit;
import dev.roster.factor.FactorKind;
import dev.roster.http.ActorSource;
import dev.roster.http.Client;
import dev.roster.installation.Settings;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Secret;
import dev.roster.shared.UserId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Starts, recognises and ends sessions. */
@Component
public class Sessions implements ActorSource {
    /** A session ends after this, however active. */
    public static final Duration LIFETIME = Duration.ofDays(14);

    /**
     * The last use is shown to people, who do not need it to the minute; writing it on every request would cost a disk write.
     */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);

    private final SessionRepository repository;
    private final Authorities authorities;
    private final boolean secure;
    private final Clock clock;

    Sessions(SessionRepository repository, Authorities authorities, Settings settings, Clock clock) {
        this.repository = repository;
        this.authorities = authorities;
        this.secure = settings.https();
        this.clock = clock;
    }

    /**
     * Starts a session with a new secret, and sets its cookie in the browser.
     *
     * @param factor the second factor that the person used; null if they have none
     */
    public void start(
            SelfPermit granted,
            UserId user,
            @Nullable FactorKind factor,
            HttpServletRequest request,
            HttpServletResponse response) {
        var secret = Secret.next();
        var now = clock.instant();
        var client = Client.of(request);
        var session =
                new Session(Ids.next(), now, now, now.plus(LIFETIME), client.userAgent(), client.address(), factor);
        repository.insert(granted, user, session, Secret.hash(secret));
        setCookie(response, secret, (int) LIFETIME.toSeconds());
    }

    @Override
    public boolean isForApi() {
        return false;
    }

    @Override
    public Optional<Recognised> recognise(HttpServletRequest request, @Nullable String organization) {
        var cookie = WebUtils.getCookie(request, cookieName());
        if (cookie == null) {
            return Optional.empty();
        }
        var now = clock.instant();
        var found = repository
                .findSignedIn(Secret.hash(cookie.getValue()), organization, now)
                .filter(row -> !row.shutOut());
        found.filter(row -> row.lastSeenAt().plus(SEEN_EVERY).isBefore(now))
                .ifPresent(row -> repository.seen(row.session(), now));
        return found.map(this::recognised);
    }

    /** The same person, with what they hold in an organization that is not in the path. */
    public Actor.SignedIn in(Actor.SignedIn actor, OrganizationId organization) {
        return new Actor.SignedIn(
                actor.user(),
                actor.session(),
                actor.displayName(),
                actor.locale(),
                actor.timeZone(),
                actor.operator(),
                actor.mustChangePassword(),
                actor.mustAddFactor(),
                actor.switches(),
                actor.factorAt(),
                actor.mustAddFactor() ? null : authorities.of(organization, actor.user()));
    }

    /** A second factor was used in this session. */
    public void factorUsed(SelfPermit granted, UUID session, FactorKind factor) {
        repository.factorUsed(granted, session, factor, clock.instant());
    }

    /** The person has no second factor any more, so no session is asked for one. */
    public void factorsGone(SelfPermit granted) {
        repository.factorsGone(granted);
    }

    /** One session of a person. */
    public Optional<Session> find(UserId user, UUID session) {
        return repository.find(user, session, clock.instant());
    }

    /** A person's sessions, most recently seen first. */
    public List<Session> list(UserId user) {
        return repository.list(user, clock.instant());
    }

    /** Ends one session; false if it did not exist. */
    public boolean end(Permit granted, UserId user, UUID session) {
        return repository.end(granted, user, session) > 0;
    }

    /** Ends all sessions. */
    public void endAll(Permit granted, UserId user) {
        repository.endAll(granted, user, null);
    }

    /** Ends all sessions of a person whom no organization lets in any more, and who is no operator. */
    public void endAllUnlessActive(Permit granted, UserId user) {
        repository.endAllUnlessActive(granted, user);
    }

    public void endOthers(Permit granted, UserId user, UUID current) {
        repository.endAll(granted, user, current);
    }

    /** Deletes expired sessions. */
    int deleteExpired() {
        return repository.deleteExpired(clock.instant());
    }

    /** Removes the browser's cookie. */
    public void forgetCookie(HttpServletResponse response) {
        setCookie(response, "", 0);
    }

    /** Without a second factor that they need, people hold nothing anywhere. */
    private Recognised recognised(SessionRepository.SignedInRow row) {
        boolean lacking = row.mustAddFactor();
        var actor = new Actor.SignedIn(
                row.user(),
                row.session(),
                row.displayName(),
                row.locale(),
                row.timeZone(),
                row.operator(),
                row.mustChangePassword(),
                lacking,
                row.switches(),
                row.factorAt(),
                lacking ? null : row.authority());
        return new Recognised(actor, lacking ? null : row.organization());
    }

    private void setCookie(HttpServletResponse response, String value, int seconds) {
        var cookie = new Cookie(cookieName(), value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    /** The prefix makes browsers accept the cookie only from this host over HTTPS (RFC 6265bis, 4.1.3.2). */
    private String cookieName() {
        return secure ? "__Host-session" : "session";
    }
}
