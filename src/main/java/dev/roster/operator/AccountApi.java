package dev.roster.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roster.access.Actor;
import dev.roster.api.Listing;
import dev.roster.api.PageSize;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.membership.MembershipStatus;
import dev.roster.shared.Bounds;
import dev.roster.shared.Cursor;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operator's REST API for people across organizations. */
@RestController
@RequestMapping(path = "/api/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
class AccountApi {
    private final Accounts accounts;
    private final Clock clock;

    AccountApi(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    record ListAccounts(
            PageSize limit,
            @Nullable Cursor after,
            @Shape(most = Bounds.SEARCH) @Nullable String search) {}

    /**
     * @param organizations the number that the person belongs to
     * @param memberships omitted in lists
     */
    record AccountJson(
            UUID id,
            @Nullable String email,
            @Nullable String username,
            String displayName,
            boolean operator,
            @Shape(keys = AccountStatus.class) String status,
            int organizations,
            Instant createdAt,
            @Nullable Instant lastSignInAt,
            @Nullable Instant blockedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<MembershipJson> memberships) {
        static AccountJson of(Account account, @Nullable List<MembershipJson> memberships) {
            return new AccountJson(
                    account.id().value(),
                    account.email(),
                    account.username(),
                    account.displayName(),
                    account.operator(),
                    account.status().key(),
                    account.organizations(),
                    account.createdAt(),
                    account.lastSignInAt(),
                    account.blockedAt(),
                    memberships);
        }
    }

    /** @param organization its slug */
    record MembershipJson(
            String organization,
            String organizationName,

            @Shape(
                    keys = {MembershipStatus.class},
                    values = "expired")
            String status,

            @Nullable String role,
            List<String> groups,
            boolean home,
            Instant createdAt,
            @Nullable Instant lastSignInAt) {
        static MembershipJson of(AccountMembership membership, Instant now) {
            return new MembershipJson(
                    membership.slug(),
                    membership.name(),
                    membership.shownStatus(now),
                    membership.role(),
                    membership.groups(),
                    membership.home(),
                    membership.createdAt(),
                    membership.lastSignInAt());
        }
    }

    @GetMapping
    Listing<AccountJson> list(Actor actor, @Query ListAccounts query) {
        var page = accounts.list(
                actor, query.search(), query.after(), query.limit().rows());
        return Listing.of(page, null, account -> AccountJson.of(account, null));
    }

    @GetMapping("/{user}")
    AccountJson get(Actor actor, @PathVariable UserId user) {
        return shown(actor, accounts.get(actor, user));
    }

    @PutMapping("/{user}/block")
    @Responses("last-operator")
    AccountJson block(Actor actor, @PathVariable UserId user) {
        return shown(actor, accounts.block(actor, user));
    }

    @DeleteMapping("/{user}/block")
    AccountJson unblock(Actor actor, @PathVariable UserId user) {
        return shown(actor, accounts.unblock(actor, user));
    }

    private AccountJson shown(Actor actor, Account account) {
        var now = clock.instant();
        return AccountJson.of(
                account,
                accounts.memberships(actor, account.id()).stream()
                        .map(membership -> MembershipJson.of(membership, now))
                        .toList());
    }
}
