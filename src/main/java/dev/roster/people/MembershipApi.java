package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.api.ListQuery;
import dev.roster.api.Listing;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.credentials.MemberPasswords;
import dev.roster.credentials.MemberSessions;
import dev.roster.credentials.PasswordResets;
import dev.roster.erasure.Erasures;
import dev.roster.http.OrganizationAtHand;
import dev.roster.membership.Member;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.session.Session;
import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for actions on a user's membership. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/users/{user}", produces = MediaType.APPLICATION_JSON_VALUE)
class MembershipApi {
    private final Memberships memberships;
    private final Removals removals;
    private final MemberPasswords passwords;
    private final PasswordResets resets;
    private final MemberSessions sessions;
    private final Erasures erasures;
    private final Clock clock;

    MembershipApi(
            Memberships memberships,
            Removals removals,
            MemberPasswords passwords,
            PasswordResets resets,
            MemberSessions sessions,
            Erasures erasures,
            Clock clock) {
        this.memberships = memberships;
        this.removals = removals;
        this.passwords = passwords;
        this.resets = resets;
        this.sessions = sessions;
        this.erasures = erasures;
        this.clock = clock;
    }

    /** @param mail whether the person is emailed a link to set a new password; true if omitted */
    record Restoration(@Nullable Boolean mail) {
        AfterRestoring after() {
            return mail == null || mail ? AfterRestoring.MAIL_A_LINK : AfterRestoring.MAIL_NOTHING;
        }
    }

    /** Exactly one of them: {@code generate} with true, or a password. */
    record PasswordBody(
            @Nullable Boolean generate,

            @Shape(least = Bounds.SHORTEST_PASSWORD, most = Bounds.PASSWORD) @Nullable String password) {
        boolean generated() {
            if (Boolean.TRUE.equals(generate) == (password != null)) {
                throw InvalidException.of("password", "generate-or-password");
            }
            return password == null;
        }

        @Override
        public String toString() {
            return "PasswordBody"; // never the password
        }
    }

    /** @param generatedPassword to be handed over now: it is never shown again */
    record GeneratedPassword(String generatedPassword) {
        @Override
        public String toString() {
            return "GeneratedPassword"; // never the password
        }
    }

    /** @param confirm the person's email address or username */
    record Erasure(
            @Shape(required = true, least = 1) @Nullable String confirm) {}

    record SessionJson(
            UUID id,
            String device,
            Instant createdAt,
            Instant lastSeenAt,
            @Nullable String address) {
        static SessionJson of(Session session) {
            return new SessionJson(
                    session.id(), session.device(), session.createdAt(), session.lastSeenAt(), session.address());
        }
    }

    @PutMapping("/deactivation")
    @Responses(
            value = {"forbidden", "person-not-governed", "last-administrator", "not-in-this-status", "not-offered"},
            tagged = true)
    ResponseEntity<UserJson> deactivate(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return shown(memberships.deactivate(actor, organization.id(), user));
    }

    @DeleteMapping("/deactivation")
    @Responses(
            value = {"forbidden", "person-not-governed", "not-in-this-status", "not-offered"},
            tagged = true)
    ResponseEntity<UserJson> activate(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return shown(memberships.activate(actor, organization.id(), user));
    }

    @PostMapping("/restoration")
    @Responses(
            value = {"forbidden", "role-not-governed", "address-known-elsewhere", "no-address", "not-in-this-status"},
            tagged = true)
    ResponseEntity<UserJson> restore(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestBody(required = false) @Nullable Restoration body) {
        var after = body == null ? AfterRestoring.MAIL_A_LINK : body.after();
        return shown(memberships.restore(actor, organization.id(), user, after));
    }

    @PostMapping("/removal")
    @Responses({"forbidden", "person-not-governed", "last-administrator", "not-in-this-status", "not-offered"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        removals.remove(actor, organization.id(), user);
    }

    @PostMapping("/password-reset")
    @Responses({"forbidden", "not-home", "no-address", "not-in-this-status", "too-many-requests"})
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetPassword(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        resets.send(actor, organization.id(), user);
    }

    @PutMapping("/password")
    @Responses(
            value = {
                "forbidden",
                "not-home",
                "account-not-yours",
                "person-not-governed",
                "not-in-this-status",
                "password-not-yours",
                "busy"
            },
            status = {200, 204})
    ResponseEntity<GeneratedPassword> setPassword(
            Actor actor, OrganizationAtHand organization, @PathVariable UserId user, @RequestBody PasswordBody body) {
        if (body.generated()) {
            return ResponseEntity.ok(new GeneratedPassword(passwords.generate(actor, organization.id(), user)));
        }
        passwords.set(actor, organization.id(), user, String.valueOf(body.password()));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/erasure")
    @Responses({
        "forbidden",
        "not-home",
        "account-not-yours",
        "person-not-governed",
        "last-administrator",
        "last-administrator-elsewhere",
        "last-operator",
        "not-offered"
    })
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(Actor actor, OrganizationAtHand organization, @PathVariable UserId user, @RequestBody Erasure body) {
        erasures.erase(actor, organization.id(), user, body.confirm() == null ? "" : body.confirm());
    }

    @GetMapping("/sessions")
    @Responses({"forbidden", "person-not-governed", "not-in-this-status"})
    Listing<SessionJson> sessions(
            Actor actor, OrganizationAtHand organization, @PathVariable UserId user, @Query ListQuery query) {
        return Listing.of(sessions.list(actor, organization.id(), user), query, Session::id, SessionJson::of);
    }

    @DeleteMapping("/sessions")
    @Responses({"forbidden", "person-not-governed", "not-in-this-status"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        sessions.end(actor, organization.id(), user, null);
    }

    private ResponseEntity<UserJson> shown(Member member) {
        return UserJson.answer(member, clock.instant());
    }
}
