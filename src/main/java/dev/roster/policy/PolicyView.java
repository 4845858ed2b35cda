package dev.roster.policy;

import dev.roster.access.Permission;
import dev.roster.organization.Organization;
import dev.roster.ui.FormErrors;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page of a policy.
 *
 * @param version of the policy that was read: input based on an outdated version is refused until the page is reloaded
 */
public record PolicyView(
        Organization organization, long version, PolicyForm form, List<RoleOutline> roles, FormErrors errors) {

    /** The error messages of a line and its parts, or null. */
    public @Nullable String error(String line) {
        var found = errors.fields().entrySet().stream()
                .filter(e -> e.getKey().equals(line) || e.getKey().startsWith(line + "."))
                .map(Map.Entry::getValue)
                .distinct()
                .collect(Collectors.joining(" "));
        return found.isEmpty() ? null : found;
    }

    /** The names of the roles with a permission, or null if none has it. */
    public @Nullable String rolesThatMay(Permission permission) {
        var names = roles.stream()
                .filter(r -> r.may(permission))
                .map(RoleOutline::name)
                .toList();
        return names.isEmpty() ? null : String.join(", ", names);
    }
}
