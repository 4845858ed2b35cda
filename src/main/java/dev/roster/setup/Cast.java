package dev.roster.setup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The named people shared by demo data, tests, screenshots and documentation. All of them sign in with {@link #PASSWORD}. Ada
 * Byron is the example of a new user and therefore never one of them.
 */
public enum Cast {
    OLIVE("Olive", "Operator", null, null),

    NADIA("Nadia", "Northrup", Company.NORTHWIND, "administrator"),
    NOEL("Noel", "Navarro", Company.NORTHWIND, "administrator"),
    MAX("Max", "Moreno", Company.NORTHWIND, "manager"),
    MINA("Mina", "Mori", Company.NORTHWIND, "manager"),
    UMA("Uma", "Ueda", Company.NORTHWIND, "user"),
    RORY("Rory", "Ross", Company.NORTHWIND, "read_only"),

    BEA("Bea", "Baptiste", Company.BLUEBIRD, "administrator"),
    LARA("Lara", "Lund", Company.LARKSPUR, "administrator"),
    CARLA("Carla", "Conti", Company.CORNER_BAKERY, "administrator"),

    ALMA("Alma", "Andersson", Company.JUNIPER, "admin"),
    ARJUN("Arjun", "Anand", Company.JUNIPER, "admin"),
    MILA("Mila", "Marković", Company.JUNIPER, "manager"),
    MATEO("Mateo", "Mbeki", Company.JUNIPER, "member"),
    ELIF("Elif", "Erdem", Company.JUNIPER, "external"),

    SOFIA("Sofia", "Silva", Company.LEDGERLINE, "system_admin"),
    STEFAN("Stefan", "Schulz", Company.LEDGERLINE, "system_admin"),
    ANTON("Anton", "Adeyemi", Company.LEDGERLINE, "admin"),
    LENA("Lena", "Lindqvist", Company.LEDGERLINE, "ledger_manager"),

    ALICE("Alice", "Abara", Company.MERIDIAN, "access_management"),
    AMOS("Amos", "Achterberg", Company.MERIDIAN, "account_management"),
    MARTA("Marta", "Mazur", Company.MERIDIAN, "marketplace");

    /** The password of all of them; satisfies the rules of all presets and the operator's. */
    public static final String PASSWORD = "Plum-Kettle-42!";

    /** The organizations, parents first. */
    public enum Company {
        NORTHWIND("Northwind Agency", "partner", null),
        BLUEBIRD("Bluebird Shoes", "partner", NORTHWIND),
        LARKSPUR("Larkspur Books", "partner", NORTHWIND),
        CORNER_BAKERY("Corner Bakery", "partner", NORTHWIND),
        JUNIPER("Juniper Games", "workspace", null),
        LEDGERLINE("Ledgerline", "appliance", null),
        MERIDIAN("Meridian Cloud", "marketplace", null);

        private final String displayName;
        private final String preset;
        private final @Nullable Company parent;

        Company(String displayName, String preset, @Nullable Company parent) {
            this.displayName = displayName;
            this.preset = preset;
            this.parent = parent;
        }

        public String displayName() {
            return displayName;
        }

        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public String preset() {
            return preset;
        }

        public @Nullable Company parent() {
            return parent;
        }

        /** The people in its parent who may manage it. */
        public List<Cast> managers() {
            return switch (this) {
                case BLUEBIRD -> List.of(NADIA, MAX);
                case LARKSPUR, CORNER_BAKERY -> List.of(NADIA);
                case NORTHWIND, JUNIPER, LEDGERLINE, MERIDIAN -> List.of();
            };
        }

        /** The domain of its users' addresses. */
        public String domain() {
            return slug() + ".example";
        }

        public List<Cast> people() {
            return Arrays.stream(Cast.values())
                    .filter(person -> person.company == this)
                    .toList();
        }
    }

    private final String firstName;
    private final String lastName;
    private final @Nullable Company company;
    private final @Nullable String role;

    Cast(String firstName, String lastName, @Nullable Company company, @Nullable String role) {
        this.firstName = firstName;
        this.lastName = lastName;
        this.company = company;
        this.role = role;
    }

    public String firstName() {
        return firstName;
    }

    public String lastName() {
        return lastName;
    }

    public String displayName() {
        return firstName + " " + lastName;
    }

    /** Null for the operator. */
    public @Nullable Company company() {
        return company;
    }

    /** The key of the role, or null for the operator. */
    public @Nullable String role() {
        return role;
    }

    /** If groups carry the roles, the group they are in: Alice administers Meridian. */
    public String group() {
        return this == ALICE
                ? "Administrators"
                : DemoGroup.carrying(String.valueOf(role)).displayName();
    }

    public String email() {
        return username() + "@" + (company == null ? "roster.example" : company.domain());
    }

    /** The username that people at Ledgerline may also sign in with. */
    public String username() {
        return name().toLowerCase(Locale.ROOT);
    }
}
