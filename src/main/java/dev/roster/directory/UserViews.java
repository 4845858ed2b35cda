package dev.roster.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.membership.MembershipEnded;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.person.UserErased;
import dev.roster.shared.Bounds;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The views of the list of users: those that everyone has, with the number of people in each, and those that people save for
 * themselves.
 */
@Component
class UserViews {
    private static final int MOST_SAVED = 20;
    private static final Duration UNUSED = Duration.ofDays(90);

    private final UserViewRepository repository;
    private final Clock clock;

    /** How long the counts of a large organization are kept: they say that something needs doing. */
    private final Cache<OrganizationId, Counts> large = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    UserViews(UserViewRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    private record Counts(Map<BuiltInView, Integer> counts, boolean exact) {}

    /** The views to show above the list, with the current one among them. */
    UserListView.Views list(Actor.SignedIn actor, OrganizationId organization, Policy policy, UserQuery query) {
        actor.require(Permission.USERS_VIEW, organization);
        var known = large.getIfPresent(organization);
        if (known != null) {
            return shown(actor, organization, policy, query, known, repository.saved(organization, actor.user()));
        }
        var now = clock.instant();
        var views = repository.views(organization, actor.user(), now, now.minus(UNUSED));
        var counts = new Counts(views.counts(), views.allLookedAt());
        if (views.counts().values().stream().anyMatch(count -> count > UserViewRepository.COUNTED)) {
            large.put(organization, counts);
        }
        return shown(actor, organization, policy, query, counts, views.own());
    }

    private static UserListView.Views shown(
            Actor actor,
            OrganizationId organization,
            Policy policy,
            UserQuery query,
            Counts counts,
            List<SavedView> own) {
        boolean restores = policy.offers(Departure.DELETE) && actor.may(Permission.USERS_DELETE, organization);
        var builtIn = Arrays.stream(BuiltInView.values())
                .filter(view -> restores || view != BuiltInView.DELETED)
                .map(view -> count(view, counts, query))
                .filter(view ->
                        view.current() || view.number() > 0 || view.view().isAlwaysShown())
                .toList();
        return new UserListView.Views(builtIn, own);
    }

    private static UserListView.Counted count(BuiltInView view, Counts counts, UserQuery query) {
        int number = counts.counts().getOrDefault(view, 0);
        boolean linked = view == BuiltInView.LINK_EXPIRED || view == BuiltInView.NO_LINK;
        boolean exact = number <= UserViewRepository.COUNTED && (counts.exact() || !linked);
        return new UserListView.Counted(
                view,
                Math.min(number, UserViewRepository.COUNTED),
                exact,
                view.query().equals(query.filters()));
    }

    /**
     * Saves a view for the actor. One of the same name is replaced.
     *
     * @throws InvalidException if it has no name, or the actor has too many
     */
    @Transactional
    public SavedView save(Actor.SignedIn actor, OrganizationId organization, String name, UserQuery query) {
        var granted = own(actor, organization);
        var tidy = Text.tidy(name);
        if (tidy.isEmpty()) {
            throw InvalidException.of("name", "required");
        }
        if (Text.hasControlCharacters(name.strip())) {
            throw InvalidException.of("name", "control-characters");
        }
        if (tidy.codePointCount(0, tidy.length()) > Bounds.SHORT_NAME) {
            throw InvalidException.of("name", "too-long", Bounds.SHORT_NAME);
        }
        var view = new SavedView(Ids.next(), tidy, query.filtersAndOrder());
        if (!repository.save(granted, actor.user(), view, MOST_SAVED)) {
            throw InvalidException.of("name", "too-many-views", MOST_SAVED);
        }
        return view;
    }

    /** Deletes one of the actor's own views. */
    @Transactional
    public void delete(Actor.SignedIn actor, OrganizationId organization, UUID view) {
        if (!repository.delete(own(actor, organization), actor.user(), view)) {
            throw AccessProblem.NOT_FOUND.with();
        }
    }

    @EventListener
    void forget(MembershipEnded ended) {
        repository.deleteAll(ended.granted(), ended.user());
    }

    @EventListener
    void forget(UserErased erased) {
        repository.deleteEverywhere(erased.granted(), erased.user());
    }

    private static OrganizationPermit own(Actor.SignedIn actor, OrganizationId organization) {
        actor.require(Permission.USERS_VIEW, organization);
        return actor.requireSelf(actor.user()).in(organization);
    }
}
