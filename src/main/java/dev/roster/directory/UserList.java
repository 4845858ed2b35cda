package dev.roster.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.StorableTime;
import dev.roster.membership.ListStatus;
import dev.roster.membership.Member;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of an organization's users. */
@Component
public class UserList {
    /** Totals up to this number are exact; larger ones are the planner's estimate. */
    private static final int COUNTED = 10_000;

    private final UserListRepository repository;

    /** How long totals of large lists are cached: they are a label, not a figure to compute with. */
    private final Cache<Counted, Total> totals = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    UserList(UserListRepository repository) {
        this.repository = repository;
    }

    /** @param exact false if {@code number} is an estimate */
    public record Total(long number, boolean exact) {}

    private record Counted(OrganizationId organization, UserFilter filter) {}

    /** One page. A cursor of a different order is refused with 422. */
    public Page<Member> list(
            Actor actor, OrganizationId organization, UserFilter filter, @Nullable Cursor at, int limit) {
        requireMaySee(actor, organization, filter);
        if (at != null && filter.sort() != UserFilter.Sort.NAME) {
            requireTime(at);
        }
        var rows = repository.list(organization, filter, at, limit + 1);
        return Page.of(
                        rows,
                        limit,
                        at,
                        row -> new Cursor.Position(
                                row.position(), row.member().id().value()))
                .map(UserListRepository.Row::member);
    }

    /** The number of users that the filter matches. */
    public Total total(Actor actor, OrganizationId organization, UserFilter filter) {
        requireMaySee(actor, organization, filter);
        var key = new Counted(organization, filter);
        var known = totals.getIfPresent(key);
        if (known != null) {
            return known;
        }
        int count = repository.count(organization, filter, COUNTED + 1);
        if (count <= COUNTED) {
            return new Total(count, true);
        }
        var total = new Total(Math.max(count, repository.estimate(organization, filter)), false);
        totals.put(key, total);
        return total;
    }

    /** Listing requires its own permission; seeing deleted users also requires the permission to restore them. */
    static void requireMaySee(Actor actor, OrganizationId organization, UserFilter filter) {
        actor.require(Permission.USERS_VIEW, organization);
        if (filter.status() == ListStatus.DELETED) {
            actor.require(Permission.USERS_DELETE, organization);
        }
    }

    private static void requireTime(Cursor at) {
        if (StorableTime.read(at.position().value()).isEmpty()) {
            throw InvalidException.of("after", "cursor");
        }
    }
}
