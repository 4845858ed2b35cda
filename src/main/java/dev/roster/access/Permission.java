package dev.roster.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The permissions that Roster itself enforces. The keys are stored in roles and shown by the API; they never change. */
public enum Permission {
    USERS_VIEW("users.view"),
    USERS_EXPORT("users.export"),
    USERS_CREATE("users.create"),
    USERS_EDIT("users.edit"),
    USERS_ASSIGN_ROLE("users.assign_role"),
    USERS_DEACTIVATE("users.deactivate"),
    USERS_DELETE("users.delete"),
    USERS_ERASE("users.erase"),
    USERS_REMOVE("users.remove"),
    USERS_RESET_PASSWORD("users.reset_password"),
    USERS_SET_PASSWORD("users.set_password"),
    USERS_RESET_FACTOR("users.reset_factor"),
    USERS_SIGN_OUT("users.sign_out"),
    GROUPS_MANAGE("groups.manage"),
    ROLES_VIEW("roles.view"),
    ROLES_MANAGE("roles.manage"),
    AUDIT_VIEW("audit.view"),
    COMPANIES_MANAGE("companies.manage"),
    API_TOKENS_MANAGE("api_tokens.manage"),
    ORGANIZATION_ADMINISTER("organization.administer"),
    /** Holders may edit their own name and details. */
    PROFILE_EDIT("profile.edit");

    private final String key;

    Permission(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** Whether it is for people who run the organization, and not for everyone who belongs to it. */
    public boolean administers() {
        return this != USERS_VIEW && this != ROLES_VIEW && this != PROFILE_EDIT;
    }

    public static Optional<Permission> find(String key) {
        return Arrays.stream(values()).filter(p -> p.key.equals(key)).findFirst();
    }

    /** These permissions in display order. */
    public static List<Permission> ordered(Set<Permission> permissions) {
        return Arrays.stream(values()).filter(permissions::contains).toList();
    }
}
