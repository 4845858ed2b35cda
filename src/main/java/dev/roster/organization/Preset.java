package dev.roster.organization;

import java.util.List;
import java.util.Map;

/**
 * The template of an organization: a policy, roles and groups. Ships with Roster as {@code presets/<key>.yaml}.
 *
 * @param key as spelled in the API
 * @param summary one sentence that helps choose
 */
public record Preset(
        String key, String name, String summary, Policy policy, List<PresetRole> roles, List<PresetGroup> groups) {

    /**
     * @param permissions the keys of the permissions that Roster enforces
     * @param productPermissions {@code <area>.<level>} of the policy's areas
     * @param governs keys of roles of the same preset
     */
    public record PresetRole(
            String key,
            String name,
            String description,
            List<String> permissions,
            List<String> productPermissions,
            List<String> governs) {
        /** What the audit log says about it, so that it alone tells who could do what. */
        Map<String, Object> recorded() {
            return Map.of(
                    "key", key, "name", name, "permissions", permissions, "productPermissions", productPermissions);
        }
    }

    /** @param roles keys of the roles that the group carries */
    public record PresetGroup(String name, String description, List<String> roles, boolean isDefault) {
        /** What the audit log says about it. */
        Map<String, Object> recorded() {
            return Map.of("name", name, "roles", roles, "default", isDefault);
        }
    }

    public PresetRole role(String wanted) {
        return roles.stream()
                .filter(r -> r.key().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("preset " + key + " has no role " + wanted));
    }
}
