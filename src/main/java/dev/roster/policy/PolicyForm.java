package dev.roster.policy;

import dev.roster.organization.Policy;
import dev.roster.organization.Policy.ProductArea;
import dev.roster.organization.SecondFactor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The console's policy form: with the current values, or as typed. */
public final class PolicyForm {
    private static final int EMPTY_ROWS = 2;

    private final Map<String, List<String>> fields;

    private PolicyForm(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** A row in the list of areas; the levels are comma-separated. */
    public record Row(String key, String name, String levels) {
        boolean isEmpty() {
            return key.isBlank() && name.isBlank() && levels.isBlank();
        }

        private PolicyBody.Area read() {
            var given = Arrays.stream(levels.split(","))
                    .map(String::strip)
                    .filter(level -> !level.isEmpty())
                    .toList();
            return new PolicyBody.Area(key.strip(), name, given);
        }
    }

    static PolicyForm typed(Map<String, List<String>> fields) {
        return new PolicyForm(fields);
    }

    static PolicyForm of(Policy policy) {
        var fields = new LinkedHashMap<String, List<String>>();
        PolicyLines.of(policy)
                .forEach((name, value) -> fields.put(name, value == null ? List.of() : List.of(value.toString())));
        fields.put("onboarding", keys(policy.onboarding().stream()));
        fields.put("defaultOnboarding", List.of(policy.defaultOnboarding().key()));
        fields.put("signInWith", keys(policy.signInWith().stream()));
        fields.put("secondFactor", List.of(policy.secondFactor().of().key()));
        fields.put("secondFactor.roles", policy.secondFactor().roles());
        fields.put("departures", keys(policy.departures().stream()));
        fields.put("othersPasswords", keys(policy.othersPasswords().stream()));
        fields.put("password.requires", keys(policy.password().requires().stream()));
        var areas = policy.productPermissions();
        fields.put("area.key", areas.stream().map(ProductArea::key).toList());
        fields.put("area.name", areas.stream().map(ProductArea::name).toList());
        fields.put(
                "area.levels",
                areas.stream().map(a -> String.join(", ", a.levels())).toList());
        return new PolicyForm(fields);
    }

    /** The value of a field, or empty. */
    public String text(String name) {
        return values(name).stream().findFirst().orElse("");
    }

    /** Whether one checkbox of a group is ticked. */
    public boolean has(String name, String value) {
        return values(name).contains(value);
    }

    /** Whether a single checkbox is ticked. */
    public boolean on(String name) {
        return has(name, "true");
    }

    /** The areas, without those to be removed, and some empty rows to add more. */
    public List<Row> rows() {
        var more = IntStream.range(0, EMPTY_ROWS).mapToObj(i -> new Row("", "", ""));
        return Stream.concat(areas(), more).toList();
    }

    /** Whether the default onboarding is among those offered. */
    boolean offersDefault() {
        return has("onboarding", text("defaultOnboarding"));
    }

    PolicyBody read() {
        return new PolicyBody(
                onboarding(),
                new PolicyBody.NewUserForm(
                        text("newUser.name"),
                        on("newUser.username"),
                        on("newUser.phone"),
                        on("newUser.groups"),
                        text("newUser.form")),
                text("defaultRole"),
                text("firstRole"),
                values("signInWith"),
                secondFactor(),
                values("departures"),
                text("addressKnownElsewhere"),
                values("othersPasswords"),
                on("changeGeneratedPassword"),
                new PolicyBody.Password(
                        number("password.minLength"),
                        number("password.maxLength"),
                        values("password.requires"),
                        number("password.minStrength"),
                        on("password.refuseBreached")),
                new PolicyBody.Links(
                        number("links.setPassword"),
                        number("links.resetPassword"),
                        number("links.invitation"),
                        number("links.emailChange")),
                on("linkedCompanies"),
                on("tokensEndWithMaker"),
                text("termsUrl"),
                text("homeAddress"),
                text("language"),
                text("timeZone"),
                areas().map(Row::read).toList());
    }

    /** Null if it is none of the three. */
    private @Nullable SecondFactor secondFactor() {
        return switch (text("secondFactor")) {
            case "optional" -> SecondFactor.OPTIONAL;
            case "required" -> SecondFactor.REQUIRED;
            case "required_for" -> SecondFactor.of(values("secondFactor.roles"));
            default -> null;
        };
    }

    /** The default first, as in a policy. */
    private List<String> onboarding() {
        var first = text("defaultOnboarding");
        var all = new ArrayList<>(values("onboarding"));
        if (all.remove(first)) {
            all.addFirst(first);
        }
        return all;
    }

    private Stream<Row> areas() {
        var keys = values("area.key");
        return IntStream.range(0, keys.size())
                .filter(i -> !has("area.remove", String.valueOf(i)))
                .mapToObj(i -> new Row(keys.get(i), at("area.name", i), at("area.levels", i)))
                .filter(row -> !row.isEmpty());
    }

    private String at(String name, int index) {
        var all = values(name);
        return index < all.size() ? all.get(index) : "";
    }

    /** Anything that is not a number counts as out of range, and is reported as such. */
    private @Nullable Integer number(String name) {
        var typed = text(name).strip();
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return Integer.valueOf(typed);
        } catch (NumberFormatException notANumber) {
            return Integer.MIN_VALUE;
        }
    }

    private List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    private static List<String> keys(Stream<? extends Enum<?>> values) {
        return values.map(PolicyLines::key).toList();
    }
}
