package dev.roster.policy;

import dev.roster.organization.Policy;
import dev.roster.organization.Policy.ProductArea;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A policy line by line, each with its path in the JSON and a short text: for the audit log. */
final class PolicyLines {
    private PolicyLines() {}

    /** As spelled in the API and the presets. */
    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, @Nullable Object> of(Policy policy) {
        var lines = new LinkedHashMap<String, @Nullable Object>();
        lines.put("onboarding", keys(policy.onboarding()));
        lines.put("newUser.name", key(policy.newUser().name()));
        lines.put("newUser.username", policy.newUser().username());
        lines.put("newUser.phone", policy.newUser().phone());
        lines.put("newUser.groups", policy.newUser().groups());
        lines.put("newUser.form", key(policy.newUser().form()));
        lines.put("defaultRole", policy.defaultRole());
        lines.put("firstRole", policy.firstRole());
        lines.put("signInWith", keys(policy.signInWith()));
        lines.put("secondFactor", policy.secondFactor().toString());
        lines.put("password.minLength", policy.password().minLength());
        lines.put("password.maxLength", policy.password().maxLength());
        lines.put("password.requires", keys(policy.password().requires()));
        lines.put("password.minStrength", policy.password().minStrength());
        lines.put("password.refuseBreached", policy.password().refuseBreached());
        lines.put("changeGeneratedPassword", policy.changeGeneratedPassword());
        lines.put("othersPasswords", keys(policy.othersPasswords()));
        lines.put("departures", keys(policy.departures()));
        lines.put("addressKnownElsewhere", key(policy.addressKnownElsewhere()));
        lines.put("links.setPassword", policy.links().setPassword());
        lines.put("links.resetPassword", policy.links().resetPassword());
        lines.put("links.invitation", policy.links().invitation());
        lines.put("links.emailChange", policy.links().emailChange());
        lines.put("linkedCompanies", policy.linkedCompanies());
        lines.put("tokensEndWithMaker", policy.tokensEndWithMaker());
        lines.put("termsUrl", policy.termsUrl());
        lines.put("homeAddress", policy.homeAddress());
        lines.put("language", policy.language());
        lines.put("timeZone", policy.timeZone());
        lines.put("productPermissions", areas(policy.productPermissions()));
        return lines;
    }

    /** The names of the lines that differ, in the order of the policy. */
    static List<String> changed(Policy before, Policy after) {
        var old = of(before);
        return of(after).entrySet().stream()
                .filter(line -> !Objects.equals(line.getValue(), old.get(line.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Only these lines. */
    static Map<String, @Nullable Object> only(List<String> names, Policy policy) {
        var lines = of(policy);
        lines.keySet().retainAll(names);
        return lines;
    }

    private static @Nullable String keys(Collection<? extends Enum<?>> values) {
        return values.isEmpty() ? null : values.stream().map(PolicyLines::key).collect(Collectors.joining(", "));
    }

    private static @Nullable String areas(List<ProductArea> areas) {
        return areas.isEmpty()
                ? null
                : areas.stream()
                        .map(a -> "%s %s (%s)".formatted(a.key(), a.name(), String.join(", ", a.levels())))
                        .collect(Collectors.joining("; "));
    }
}
