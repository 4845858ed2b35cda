package dev.roster.groups;

import dev.roster.access.AccessProblem;
import java.util.Arrays;
import java.util.Locale;

/** The steps for creating a group. */
public enum NewGroupStep {
    GENERAL,
    MODULES,
    MEMBERS,
    OVERVIEW;

    /** The last part of its path and of its message key. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NewGroupStep of(String key) {
        return Arrays.stream(values())
                .filter(step -> step.key().equals(key))
                .findFirst()
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    NewGroupStep next() {
        return values()[Math.min(ordinal() + 1, OVERVIEW.ordinal())];
    }

    NewGroupStep before() {
        return values()[Math.max(ordinal() - 1, 0)];
    }
}
