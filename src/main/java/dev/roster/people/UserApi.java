package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.api.EntityTag;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.credentials.AddressAnswer;
import dev.roster.credentials.Addresses;
import dev.roster.http.OrganizationAtHand;
import dev.roster.membership.Member;
import dev.roster.shared.InvalidException;
import dev.roster.shared.UserId;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for users. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}", produces = MediaType.APPLICATION_JSON_VALUE)
class UserApi {
    private final Users users;
    private final UserEdits edits;
    private final Addresses addresses;
    private final Memberships memberships;
    private final RoleAssignments assignments;
    private final Clock clock;

    UserApi(
            Users users,
            UserEdits edits,
            Addresses addresses,
            Memberships memberships,
            RoleAssignments assignments,
            Clock clock) {
        this.users = users;
        this.edits = edits;
        this.addresses = addresses;
        this.memberships = memberships;
        this.assignments = assignments;
        this.clock = clock;
    }

    record RoleBody(
            @Shape(required = true, least = 1) @Nullable String role) {}

    record GroupsBody(@Nullable List<String> groups) {
        List<String> groupsOrNone() {
            return groups == null ? List.of() : groups;
        }
    }

    record AddressQuery(@Shape(required = true) @Nullable String email) {}

    /**
     * @param restorable the deleted user with this address, if there is one
     * @param lookAlike the address of a user here that looks the same
     */
    record AddressJson(
            @Shape(keys = AddressAnswer.Kind.class) String answer,
            @Nullable Restorable restorable,
            @Nullable String lookAlike) {}

    record Restorable(UUID user) {}

    @PostMapping("/users")
    @Responses(
            value = {
                "forbidden",
                "role-not-governed",
                "address-active-here",
                "address-deleted-here",
                "address-invited-here",
                "address-known-elsewhere",
                "username-taken",
                "external-id-taken",
                "too-many-requests",
                "busy"
            },
            status = 201,
            tagged = true)
    ResponseEntity<UserJson> create(Actor actor, OrganizationAtHand organization, @RequestBody UserBody.New body) {
        var created = users.create(actor, organization.id(), body.read());
        var member = created.member();
        return ResponseEntity.created(
                        URI.create("/api/v1/organizations/" + organization.slug() + "/users/" + member.id()))
                .eTag(EntityTag.of(member.version()))
                .body(UserJson.of(member, clock.instant(), created.generatedPassword()));
    }

    @GetMapping("/users/{user}")
    @Responses(value = "forbidden", tagged = true)
    ResponseEntity<UserJson> get(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        var member = users.get(actor, organization.id(), user);
        var mail = users.findLastMail(actor, organization.id(), user).orElse(null);
        return UserJson.answer(member, clock.instant(), mail);
    }

    @PatchMapping("/users/{user}")
    @Responses(
            value = {
                "forbidden",
                "not-home",
                "account-not-yours",
                "person-not-governed",
                "address-active-here",
                "address-deleted-here",
                "address-invited-here",
                "address-known-elsewhere",
                "address-not-yours",
                "not-in-this-status",
                "username-taken",
                "external-id-taken",
                "too-many-requests"
            },
            tagged = true)
    ResponseEntity<UserJson> edit(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody UserBody.Change body) {
        return shown(edits.edit(
                actor, organization.id(), user, body.read(), body.externalId(), EntityTag.expected(ifMatch)));
    }

    @PutMapping("/users/{user}/role")
    @Responses(
            value = {"forbidden", "person-not-governed", "role-not-governed", "last-administrator", "not-in-this-status"
            },
            tagged = true)
    ResponseEntity<UserJson> changeRole(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RoleBody body) {
        var role = body.role() == null ? "" : body.role();
        return shown(assignments.changeRole(actor, organization.id(), user, role, EntityTag.expected(ifMatch)));
    }

    @PutMapping("/users/{user}/groups")
    @Responses(
            value = {"forbidden", "person-not-governed", "role-not-governed", "last-administrator"},
            tagged = true)
    ResponseEntity<UserJson> changeGroups(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody GroupsBody body) {
        return shown(assignments.changeGroups(
                actor, organization.id(), user, body.groupsOrNone(), EntityTag.expected(ifMatch)));
    }

    @DeleteMapping("/users/{user}")
    @Responses({
        "forbidden",
        "account-not-yours",
        "person-not-governed",
        "last-administrator",
        "not-in-this-status",
        "not-offered"
    })
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        memberships.delete(actor, organization.id(), user, EntityTag.expected(ifMatch));
    }

    @GetMapping("/address")
    @Responses({"forbidden", "too-many-requests"})
    AddressJson address(Actor actor, OrganizationAtHand organization, @Query AddressQuery query) {
        if (query.email() == null) {
            throw InvalidException.of("email", "required");
        }
        var answer = addresses.answer(actor, organization.id(), query.email());
        var restorable = answer.restorable();
        return new AddressJson(
                answer.kind().key(),
                restorable == null ? null : new Restorable(restorable.value()),
                answer.lookAlike());
    }

    private ResponseEntity<UserJson> shown(Member member) {
        return UserJson.answer(member, clock.instant());
    }
}
