package dev.roster.company;

import dev.roster.company.GrantDeed.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A model of who may act in which linked company: two agencies, their people and the companies, each by number, and the four
 * conditions for access.
 */
final class GrantModel {
    static final int OPERATOR = -1;
    private static final List<String> RANKS = List.of("administrator", "manager", "user");
    private static final Set<String> MANAGING = Set.of("administrator", "manager");

    /** @param roles the keys of its roles; administered whether one of its own users can take over */
    record Firm(Set<String> roles, boolean administered) {}

    private enum Status {
        ACTIVE,
        PENDING,
        DELETED
    }

    private record Place(int agency, int person) {}

    private record Seat(Status status, String role) {}

    private record Given(int agency, int person, int company) {}

    private final Map<Place, Seat> seats = new HashMap<>();
    private final Map<Place, String> rolesAtFirst = new HashMap<>();
    private final Map<Integer, Integer> parents = new HashMap<>();
    private final Set<Given> grants = new HashSet<>();
    private final Set<Integer> blocked = new HashSet<>();
    private final List<Firm> firms = new ArrayList<>();

    void seat(int agency, int person, String role) {
        seats.put(new Place(agency, person), new Seat(Status.ACTIVE, role));
        rolesAtFirst.put(new Place(agency, person), role);
    }

    void link(int agency, Firm firm) {
        parents.put(firms.size(), agency);
        firms.add(firm);
    }

    int companies() {
        return firms.size();
    }

    /**
     * The agency by whose grant they may act there: they are active in it, with a role that manages companies; it is the
     * parent, and granted them the company.
     */
    @Nullable Integer homeIn(int company, int person) {
        var agency = parents.get(company);
        if (agency == null || !grants.contains(new Given(agency, person, company))) {
            return null;
        }
        var role = roleOfActive(agency, person);
        return role != null
                        && MANAGING.contains(role)
                        && firms.get(company).roles().contains(role)
                ? agency
                : null;
    }

    boolean mayEnter(int company, int person) {
        return homeIn(company, person) != null;
    }

    /** By the key that the role has at home. */
    @Nullable String roleIn(int company, int person) {
        var home = homeIn(company, person);
        return home == null ? null : roleOfActive(home, person);
    }

    /** Whether a session of theirs is valid. */
    boolean isRecognised(int person) {
        return !blocked.contains(person) && activeSeats(person) > 0;
    }

    boolean hasSwitch(int person) {
        return activeSeats(person) > 1 || parents.keySet().stream().anyMatch(company -> mayEnter(company, person));
    }

    /** The same, aimed at something that can be ended or restored: random actions rarely hit. */
    GrantDeed aimed(GrantDeed deed) {
        int number = deed.target() + deed.company();
        return switch (deed.kind()) {
            case REVOKE ->
                pick(number, grants)
                        .map(grant -> deed.at(grant.agency(), grant.person(), grant.company()))
                        .orElse(deed);
            case RESTORE ->
                pick(
                                number,
                                seats.entrySet().stream()
                                        .filter(seat -> seat.getValue().status() == Status.DELETED)
                                        .map(Map.Entry::getKey)
                                        .toList())
                        .map(place -> deed.at(place.agency(), place.person(), deed.company()))
                        .orElse(deed);
            case LINK ->
                pick(
                                number,
                                IntStream.range(0, firms.size())
                                        .filter(company -> !parents.containsKey(company))
                                        .boxed()
                                        .toList())
                        .map(company -> deed.at(deed.agency(), deed.target(), company))
                        .orElse(deed);
            default -> deed;
        };
    }

    private static <T> Optional<T> pick(int number, Collection<T> all) {
        return all.stream()
                .sorted(Comparator.comparing(Object::toString))
                .skip(all.isEmpty() ? 0 : number % all.size())
                .findFirst();
    }

    /** Whether it should be done; an actor who is not recognised can only finish what they began before. */
    boolean allows(GrantDeed deed) {
        boolean operator = deed.actor() == OPERATOR;
        if (!operator && !deed.late() && !isRecognised(deed.actor())) {
            return false;
        }
        var target = seats.get(new Place(deed.agency(), deed.target()));
        return switch (deed.kind()) {
            case GRANT ->
                manages(deed)
                        && target != null
                        && target.status() != Status.DELETED
                        && MANAGING.contains(target.role())
                        && firms.get(deed.company()).roles().contains(target.role());
            case REVOKE ->
                manages(deed)
                        && deed.actor() != deed.target()
                        && grants.contains(new Given(deed.agency(), deed.target(), deed.company()));
            case CHANGE_ROLE ->
                target != null
                        && mayActOn(deed, target)
                        && target.status() != Status.DELETED
                        && (operator || governs(deed, deed.role()));
            case DELETE -> target != null && mayActOn(deed, target) && target.status() != Status.DELETED;
            case RESTORE ->
                holds(deed, MANAGING)
                        && deed.actor() != deed.target()
                        && target != null
                        && target.status() == Status.DELETED;
            case SET_PASSWORD -> true;
            case BLOCK, UNBLOCK -> operator;
            case LINK -> operator && !parents.containsKey(deed.company());
            case UNLINK ->
                manages(deed)
                        && holds(deed, Set.of("administrator"))
                        && (operator || firms.get(deed.company()).administered());
            case CREATE -> holds(deed, MANAGING);
            case CREATE_INSIDE -> false;
        };
    }

    /** The state afterwards. */
    void apply(GrantDeed deed) {
        var place = new Place(deed.agency(), deed.target());
        var given = new Given(deed.agency(), deed.target(), deed.company());
        switch (deed.kind()) {
            case GRANT -> grants.add(given);
            case REVOKE -> grants.remove(given);
            case CHANGE_ROLE -> seats.computeIfPresent(place, (p, seat) -> new Seat(seat.status(), deed.role()));
            case DELETE -> {
                seats.computeIfPresent(place, (p, seat) -> new Seat(Status.DELETED, seat.role()));
                grants.removeIf(grant -> grant.agency() == deed.agency() && grant.person() == deed.target());
            }
            case RESTORE ->
                seats.computeIfPresent(
                        place,
                        (p, seat) -> new Seat(
                                Status.PENDING,
                                deed.actor() == OPERATOR || governs(deed, seat.role()) ? seat.role() : "user"));
            case SET_PASSWORD ->
                seats.replaceAll((p, seat) -> p.person() == deed.target() && seat.status() == Status.PENDING
                        ? new Seat(Status.ACTIVE, seat.role())
                        : seat);
            case BLOCK -> blocked.add(deed.target());
            case UNBLOCK -> blocked.remove(deed.target());
            case LINK -> parents.put(deed.company(), deed.agency());
            case UNLINK -> {
                parents.remove(deed.company());
                grants.removeIf(grant -> grant.company() == deed.company());
            }
            case CREATE -> {
                link(deed.agency(), new Firm(Set.of("administrator", "manager", "user", "read_only"), false));
                if (deed.actor() != OPERATOR) {
                    grants.add(new Given(deed.agency(), deed.actor(), firms.size() - 1));
                }
            }
            case CREATE_INSIDE -> throw new IllegalStateException("never allowed");
        }
    }

    /** Whether it ends a session: deleting where the account is at home, and blocking a user who is not. */
    boolean endsSignIn(GrantDeed deed) {
        return deed.kind() == Kind.DELETE && (deed.agency() == 0 && isTheirAccount(deed) || isActiveNowhereElse(deed))
                || deed.kind() == Kind.BLOCK && !blocked.contains(deed.target());
    }

    /** An account that is also used in another agency can be ended here only by those who govern the person there as well. */
    private boolean isTheirAccount(GrantDeed deed) {
        return deed.actor() == OPERATOR
                || seats.entrySet().stream()
                        .filter(seat -> seat.getKey().person() == deed.target()
                                && seat.getKey().agency() != deed.agency())
                        .allMatch(seat -> mayActIn(
                                seat.getKey().agency(),
                                deed.actor(),
                                seat.getValue().role()));
    }

    private boolean isActiveNowhereElse(GrantDeed deed) {
        return seats.keySet().stream()
                .filter(seat -> seat.person() == deed.target() && seat.agency() != deed.agency())
                .allMatch(seat -> roleOfActive(seat.agency(), deed.target()) == null);
    }

    private boolean mayActIn(int agency, int actor, String role) {
        var own = roleOfActive(agency, actor);
        return own != null && MANAGING.contains(own) && RANKS.indexOf(own) < RANKS.indexOf(role);
    }

    /** Managing companies at all, this one being linked here, and being granted it. */
    private boolean manages(GrantDeed deed) {
        var agency = parents.get(deed.company());
        return holds(deed, MANAGING)
                && agency != null
                && agency == deed.agency()
                && (deed.actor() == OPERATOR || mayEnter(deed.company(), deed.actor()));
    }

    private boolean mayActOn(GrantDeed deed, Seat target) {
        return holds(deed, MANAGING)
                && deed.actor() != deed.target()
                && (deed.actor() == OPERATOR || governs(deed, target.role()));
    }

    /** Through a role that they have now; for what began earlier, they must have had one then, too. */
    private boolean holds(GrantDeed deed, Set<String> roles) {
        if (deed.actor() == OPERATOR) {
            return true;
        }
        var now = roleOfActive(deed.agency(), deed.actor());
        var then = rolesAtFirst.getOrDefault(new Place(deed.agency(), deed.actor()), "none");
        return now != null && roles.contains(now) && (!deed.late() || roles.contains(then));
    }

    private boolean governs(GrantDeed deed, String role) {
        return mayActIn(deed.agency(), deed.actor(), role);
    }

    private @Nullable String roleOfActive(int agency, int person) {
        var seat = seats.get(new Place(agency, person));
        return seat == null || seat.status() != Status.ACTIVE ? null : seat.role();
    }

    private long activeSeats(int person) {
        return seats.entrySet().stream()
                .filter(seat ->
                        seat.getKey().person() == person && seat.getValue().status() == Status.ACTIVE)
                .count();
    }
}
