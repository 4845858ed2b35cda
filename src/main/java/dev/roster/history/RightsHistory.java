package dev.roster.history;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells from the audit events alone who held what at some moment. Whether the actor may know is up to the caller. */
@Component
class RightsHistory {
    private final RightsHistoryRepository repository;

    RightsHistory(RightsHistoryRepository repository) {
        this.repository = repository;
    }

    /**
     * What these people held in an organization at some moment.
     *
     * @param replay the organization at that moment
     * @param held by person, in the given order; none for somebody who could do nothing
     */
    record Then(Replay replay, Map<UserId, List<HeldThen>> held) {
        List<HeldThen> of(UserId user) {
            return held.getOrDefault(user, List.of());
        }

        /** The events that together gave a permission by this role: the newest says since when it is held. */
        Optional<RightsEvent> newest(HeldThen by, String permission) {
            var given = new ArrayList<>(by.given());
            replay.gave(by.role(), permission).ifPresent(given::add);
            return given.stream().max((one, other) -> one.id().compareTo(other.id()));
        }
    }

    Then at(OrganizationId organization, Collection<UserId> users, Instant moment) {
        var replay = Replay.of(repository.list(organization, users, moment));
        var parents = new HashMap<OrganizationId, Replay>();
        for (var parent : replay.parents()) {
            parents.put(parent, Replay.of(repository.list(parent, users, moment)));
        }
        var erased = repository.listErased(users);
        var held = new LinkedHashMap<UserId, List<HeldThen>>();
        for (var user : users) {
            var gone = erased.get(user);
            boolean isGone = gone != null && !gone.isAfter(moment);
            held.put(user, isGone ? List.of() : held(replay, parents, user));
        }
        return new Then(replay, held);
    }

    private static List<HeldThen> held(Replay replay, Map<OrganizationId, Replay> parents, UserId user) {
        var held = new ArrayList<>(replay.held(user));
        parents.forEach((parent, there) -> held.addAll(replay.heldByGrant(user, parent, there)));
        return held;
    }
}
