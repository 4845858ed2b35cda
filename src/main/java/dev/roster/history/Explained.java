package dev.roster.history;

import java.util.List;

/** A permission that a person has, by its key, and all reasons why. */
public record Explained(String permission, List<Because> because) {
    public Explained {
        because = List.copyOf(because);
    }
}
