package dev.roster.roles;

import dev.roster.rights.GoverningRule;
import dev.roster.role.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who governs whom, from top to bottom. Governing is transitive ({@link GoverningRule}), so roles that govern each other
 * stand as one, and of all arrows only those are kept that no others add up to: A governs B exactly where a way down the
 * arrows leads from A to B.
 */
final class GoverningOrder {
    /** Roles that govern each other, or just one. Compared by identity: each is made once. */
    static final class Knot {
        private final List<Role> roles;
        private final List<Knot> governed = new ArrayList<>();
        private int layer;

        Knot(List<Role> roles) {
            this.roles = roles;
        }

        List<Role> roles() {
            return roles;
        }

        /** Right below it: what the governed govern is left to them. */
        List<Knot> governed() {
            return governed;
        }

        int layer() {
            return layer;
        }

        private boolean governs(Knot other) {
            return this != other
                    && roles.getFirst()
                            .governs()
                            .contains(other.roles.getFirst().id());
        }

        boolean governsItself() {
            return roles.size() > 1
                    || roles.getFirst().governs().contains(roles.getFirst().id());
        }
    }

    private final List<Knot> knots = new ArrayList<>();

    private GoverningOrder() {}

    /** The knots in layers, each knot below all that govern it. Whoever stands apart from all others stands lowest. */
    static List<List<Knot>> layers(List<Role> roles) {
        var order = new GoverningOrder();
        order.tie(roles);
        order.keepWhatNothingAddsUpTo();
        order.assignLayers();
        return order.inLayers();
    }

    private void tie(List<Role> roles) {
        for (var role : roles) {
            knots.stream()
                    .filter(knot -> governEachOther(knot.roles.getFirst(), role))
                    .findFirst()
                    .ifPresentOrElse(
                            knot -> knot.roles.add(role), () -> knots.add(new Knot(new ArrayList<>(List.of(role)))));
        }
    }

    private static boolean governEachOther(Role one, Role other) {
        return one.governs().contains(other.id()) && other.governs().contains(one.id());
    }

    private void keepWhatNothingAddsUpTo() {
        for (var knot : knots) {
            knots.stream()
                    .filter(knot::governs)
                    .filter(below ->
                            knots.stream().noneMatch(between -> knot.governs(between) && between.governs(below)))
                    .forEach(knot.governed::add);
        }
    }

    private void assignLayers() {
        for (int rounds = 0; rounds < knots.size(); rounds++) {
            for (var knot : knots) {
                knot.governed.forEach(below -> below.layer = Math.max(below.layer, knot.layer + 1));
            }
        }
        int lowest = knots.stream().mapToInt(knot -> knot.layer).max().orElse(0);
        knots.stream().filter(this::standsApart).forEach(knot -> knot.layer = lowest);
    }

    private boolean standsApart(Knot knot) {
        return knot.governed.isEmpty() && knots.stream().noneMatch(other -> other.governed.contains(knot));
    }

    /** Within a layer below those that govern it, so that few arrows cross. */
    private List<List<Knot>> inLayers() {
        var layers = new ArrayList<List<Knot>>();
        Map<Knot, Double> places = new HashMap<>();
        for (int number = 0; layers.stream().mapToInt(List::size).sum() < knots.size(); number++) {
            int here = number;
            var layer =
                    knots.stream().filter(knot -> knot.layer == here).collect(Collectors.toCollection(ArrayList::new));
            Map<Knot, Double> wanted = new HashMap<>();
            layer.forEach(knot -> wanted.put(knot, middleOfGovernors(knot, places)));
            layer.sort(Comparator.comparing(knot -> wanted.getOrDefault(knot, 0.0)));
            for (int i = 0; i < layer.size(); i++) {
                places.put(layer.get(i), (i + 0.5) / layer.size());
            }
            layers.add(layer);
        }
        return layers;
    }

    private double middleOfGovernors(Knot knot, Map<Knot, Double> places) {
        return knots.stream()
                .filter(governor -> governor.governed.contains(knot))
                .mapToDouble(governor -> places.getOrDefault(governor, 0.5))
                .average()
                .orElse(1);
    }
}
