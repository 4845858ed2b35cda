package dev.roster.operator;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.OperatorPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.person.BlockingRepository;
import dev.roster.rights.Governing;
import dev.roster.role.RoleProblem;
import dev.roster.session.Sessions;
import dev.roster.shared.Bounds;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Page;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What operators see of people across organizations, and do to them everywhere. */
@Component
public class Accounts {

    private final AccountListRepository repository;
    private final BlockingRepository blocking;
    private final Governing governing;
    private final Sessions sessions;
    private final AuditLog audit;
    private final Clock clock;

    Accounts(
            AccountListRepository repository,
            BlockingRepository blocking,
            Governing governing,
            Sessions sessions,
            AuditLog audit,
            Clock clock) {
        this.repository = repository;
        this.blocking = blocking;
        this.governing = governing;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One page, by name.
     *
     * @param search part of a name, an address or a username; one or two letters match beginnings of names; null or blank for
     *     all
     */
    public Page<Account> list(Actor actor, @Nullable String search, @Nullable Cursor at, int limit) {
        var operator = actor.requireOperator();
        var rows = repository.list(operator, wanted(search), at, limit + 1);
        return Page.of(
                        rows,
                        limit,
                        at,
                        row -> new Cursor.Position(
                                row.place(), row.account().id().value()))
                .map(AccountListRepository.Row::account);
    }

    public Account get(Actor actor, UserId user) {
        return get(actor.requireOperator(), user);
    }

    /** All organizations that the person belongs to, did, or is invited to. */
    public List<AccountMembership> memberships(Actor actor, UserId user) {
        return repository.listMemberships(actor.requireOperator(), user);
    }

    /**
     * Blocks a person everywhere, immediately. Their memberships stay as they are.
     *
     * @throws dev.roster.shared.ProblemException {@code not-to-oneself}, {@code last-operator}
     */
    @Transactional
    public Account block(Actor actor, UserId user) {
        actor.requireOperator();
        if (!actor.is(user)) {
            governing.requireOperatorRemains(user);
        }
        return set(actor, user, clock.instant());
    }

    /** Unblocks a person, who has the same access as before. */
    @Transactional
    public Account unblock(Actor actor, UserId user) {
        return set(actor, user, null);
    }

    private Account set(Actor actor, UserId user, @Nullable Instant blockedAt) {
        var operator = actor.requireOperator();
        if (actor.is(user)) {
            throw RoleProblem.NOT_TO_ONESELF.with();
        }
        var held = Stream.concat(Stream.of(user), actor.person().stream()).collect(Collectors.toSet());
        var blocked = blocking.lock(operator, held);
        // If two operators block each other at once, one must be refused, or no one could unblock anyone.
        if (actor.person().filter(blocked::contains).isPresent()) {
            throw AccessProblem.NOT_FOUND.with();
        }
        var before = get(operator, user);
        boolean block = blockedAt != null;
        if (before.isBlocked() == block) {
            return before;
        }
        blocking.setBlocked(operator, user, blockedAt);
        if (block) {
            sessions.endAll(operator, user);
        }
        audit.record(
                operator,
                NewAuditEvent.of(block ? AccountAction.BLOCKED : AccountAction.UNBLOCKED)
                        .to(user));
        return get(operator, user);
    }

    private Account get(OperatorPermit operator, UserId user) {
        return repository.find(operator, user).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    private static @Nullable String wanted(@Nullable String search) {
        if (search == null || search.isBlank()) {
            return null;
        }
        if (search.length() > Bounds.SEARCH) {
            throw InvalidException.of("search", "too-long", Bounds.SEARCH);
        }
        if (search.indexOf('\0') >= 0) {
            throw InvalidException.of("search", "control-characters");
        }
        return search.strip();
    }
}
