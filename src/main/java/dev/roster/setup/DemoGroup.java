package dev.roster.setup;

import dev.roster.groups.NewGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The groups of the demo's marketplace, besides the one that every organization starts with. */
enum DemoGroup {
    ACCOUNTS("Accounts", "Contracts, invoices and payment.", "account_management"),
    BUYERS("Buyers", "Everybody who orders in the marketplace.", "marketplace"),
    SUPPLIERS("Suppliers", "Keeps our offers up to date.", "marketplace"),
    PROCUREMENT("Procurement", "Orders, and looks after what was agreed.", "account_management", "marketplace"),
    PEOPLE_DESK("People desk", "Invites colleagues and looks after groups.", "access_management");

    private final String displayName;
    private final String description;
    private final List<String> roles;

    DemoGroup(String displayName, String description, String... roles) {
        this.displayName = displayName;
        this.description = description;
        this.roles = List.of(roles);
    }

    String displayName() {
        return displayName;
    }

    NewGroup wanted() {
        return new NewGroup(displayName, description, roles, Set.of());
    }

    /** The groups of a person in the crowd: most have one group, some two, the same at every start. */
    static List<DemoGroup> of(Extra extra) {
        var own = carrying(extra.role());
        int tenth = Math.floorMod(extra.address().hashCode(), 10);
        if (own == BUYERS && tenth < 3) {
            return List.of(SUPPLIERS);
        }
        return own != PEOPLE_DESK && tenth > 7 ? List.of(own, PROCUREMENT) : List.of(own);
    }

    /** The first that carries this role and no other. */
    static DemoGroup carrying(String role) {
        return Arrays.stream(values())
                .filter(group -> group.roles.equals(List.of(role)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no group for " + role));
    }
}
