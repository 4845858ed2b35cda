package dev.roster.user;

import dev.roster.access.Actor;
import dev.roster.group.Groups;
import dev.roster.role.Roles;
import dev.roster.shared.GroupId;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Page;
import dev.roster.shared.UserId;
import dev.roster.web.Answers;
import dev.roster.web.ConditionalRequests;
import dev.roster.web.EntityTag;
import dev.roster.web.ListQuery;
import dev.roster.web.Listing;
import dev.roster.web.OrganizationAtHand;
import dev.roster.web.Query;
import dev.roster.web.Shape;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
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

/** Users, for programs. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}", produces = MediaType.APPLICATION_JSON_VALUE)
class UserApi {
    private final Users users;
    private final Profiles profiles;
    private final Addresses addresses;
    private final AddressChanges addressChanges;
    private final UserList list;
    private final Memberships memberships;
    private final Roles roles;
    private final Groups groups;
    private final Clock clock;
    private final ConditionalRequests conditional;
    private final TransactionOperations transactions;

    UserApi(
            Users users,
            Profiles profiles,
            Addresses addresses,
            AddressChanges addressChanges,
            UserList list,
            Memberships memberships,
            Roles roles,
            Groups groups,
            Clock clock,
            ConditionalRequests conditional,
            TransactionOperations transactions) {
        this.users = users;
        this.profiles = profiles;
        this.addresses = addresses;
        this.addressChanges = addressChanges;
        this.list = list;
        this.memberships = memberships;
        this.roles = roles;
        this.groups = groups;
        this.clock = clock;
        this.conditional = conditional;
        this.transactions = transactions;
    }

    record RoleBody(
            @Shape(required = true, least = 1) @Nullable String role) {}

    record GroupsBody(@Nullable List<String> groups) {
        List<String> groupsOrNone() {
            return groups == null ? List.of() : groups;
        }
    }

    record AddressQuery(@Shape(required = true) @Nullable String email) {}

    /** @param restorable the deleted user whose address it is, where it is one */
    record AddressJson(
            @Shape(keys = AddressAnswer.Kind.class) String answer,
            @Nullable Restorable restorable) {}

    record Restorable(UUID user) {}

    @GetMapping("/users")
    @Answers("forbidden")
    Listing<UserJson> list(Actor actor, OrganizationAtHand organization, @Query UserApiQuery query) {
        var filter = query.filter(roles.list(organization.id()), group -> groups.find(organization.id(), group));
        var page = list.list(
                actor, organization.id(), filter, query.after(), query.limit().rows());
        var total = query.count() ? list.total(actor, organization.id(), filter) : null;
        return listing(page, total);
    }

    @PostMapping("/users")
    @Answers(
            value = {
                "forbidden",
                "role-not-governed",
                "address-active-here",
                "address-deleted-here",
                "address-invited-here",
                "address-known-elsewhere",
                "username-taken",
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
    @Answers(value = "forbidden", tagged = true)
    ResponseEntity<UserJson> get(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return shown(users.get(actor, organization.id(), user));
    }

    @PatchMapping("/users/{user}")
    @Answers(
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
                "too-many-requests"
            },
            tagged = true)
    ResponseEntity<UserJson> edit(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody UserBody.Change body) {
        return shown(conditional.ifUnchanged(
                ifMatch, version(actor, organization, user), () -> edit(actor, organization, user, body)));
    }

    /** The address goes its own way, since it takes another right; both or neither. */
    private Member edit(Actor actor, OrganizationAtHand organization, UserId user, UserBody.Change body) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var email = body.email();
            var changed = email == null ? null : addressChanges.change(actor, organization.id(), user, email);
            return changed != null && !body.changesProfile()
                    ? changed
                    : profiles.edit(actor, organization.id(), user, body.read());
        }));
    }

    @PutMapping("/users/{user}/role")
    @Answers(
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
        return shown(conditional.ifUnchanged(
                ifMatch,
                version(actor, organization, user),
                () -> memberships.changeRole(actor, organization.id(), user, role)));
    }

    @PutMapping("/users/{user}/groups")
    @Answers(
            value = {"forbidden", "person-not-governed", "role-not-governed", "last-administrator"},
            tagged = true)
    ResponseEntity<UserJson> changeGroups(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody GroupsBody body) {
        return shown(conditional.ifUnchanged(
                ifMatch,
                version(actor, organization, user),
                () -> memberships.changeGroups(actor, organization.id(), user, body.groupsOrNone())));
    }

    @GetMapping("/groups/{group}/members")
    @Answers("forbidden")
    Listing<UserJson> members(
            Actor actor, OrganizationAtHand organization, @PathVariable GroupId group, @Query ListQuery query) {
        var filter =
                UserFilter.ofGroup(groups.get(actor, organization.id(), group).id());
        var page = list.list(
                actor, organization.id(), filter, query.after(), query.limit().rows());
        var total = query.count() ? list.total(actor, organization.id(), filter) : null;
        return listing(page, total);
    }

    @DeleteMapping("/users/{user}")
    @Answers({
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
        conditional.ifUnchanged(
                ifMatch, version(actor, organization, user), () -> memberships.delete(actor, organization.id(), user));
    }

    @GetMapping("/address")
    @Answers({"forbidden", "too-many-requests"})
    AddressJson address(Actor actor, OrganizationAtHand organization, @Query AddressQuery query) {
        if (query.email() == null) {
            throw InvalidException.of("email", "required");
        }
        var answer = addresses.answer(actor, organization.id(), query.email());
        var restorable = answer.restorable();
        return new AddressJson(answer.kind().key(), restorable == null ? null : new Restorable(restorable.value()));
    }

    private Listing<UserJson> listing(Page<Member> page, UserList.@Nullable Total total) {
        var now = clock.instant();
        return Listing.of(page, total == null ? null : total.number(), member -> UserJson.of(member, now));
    }

    private ResponseEntity<UserJson> shown(Member member) {
        return UserJson.answer(member, clock.instant());
    }

    private Consumer<LongPredicate> version(Actor actor, OrganizationAtHand organization, UserId user) {
        return known -> users.requireVersion(actor, organization.id(), user, known);
    }
}
