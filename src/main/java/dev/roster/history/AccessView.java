package dev.roster.history;

import dev.roster.http.Texts;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.ProductArea;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What a person may do, in words.
 *
 * @param held the permissions that they have, those with the same reasons together
 * @param missing what they may not do
 */
public record AccessView(List<Row> held, List<Missing> missing) {
    public AccessView {
        held = List.copyOf(held);
        missing = List.copyOf(missing);
    }

    /** Permissions, in words, and the reasons that they share. */
    public record Row(List<String> permissions, List<Because> because) {
        public Row {
            permissions = List.copyOf(permissions);
            because = List.copyOf(because);
        }
    }

    static AccessView of(Texts texts, Policy policy, List<Explained> had, List<Missing> missing) {
        var rows = new LinkedHashMap<List<Because>, List<String>>();
        for (var explained : had) {
            rows.computeIfAbsent(explained.because(), _ -> new ArrayList<>())
                    .add(words(texts, policy, explained.permission()));
        }
        return new AccessView(
                rows.entrySet().stream()
                        .map(row -> new Row(row.getValue(), row.getKey()))
                        .toList(),
                missing);
    }

    private static String words(Texts texts, Policy policy, String permission) {
        var key = "permission." + permission;
        return texts.has(key) ? texts.get(key) : ofProduct(policy, permission).orElse(permission);
    }

    private static Optional<String> ofProduct(Policy policy, String permission) {
        for (ProductArea area : policy.productPermissions()) {
            for (var level : area.levels()) {
                if (area.permission(level).equals(permission)) {
                    return Optional.of(area.name() + ": " + level);
                }
            }
        }
        return Optional.empty();
    }
}
