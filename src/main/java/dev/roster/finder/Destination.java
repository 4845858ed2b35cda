package dev.roster.finder;

import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand.Part;
import dev.roster.ui.Screen;
import org.jspecify.annotations.Nullable;

/** The actions and pages of the console that can be found by their names. */
enum Destination {
    IMPORT_USERS(true, "user.list.import", "upload", "/imports/new", Permission.USERS_CREATE, null),
    CREATE_GROUP(true, "group.create", "users-group", "/groups/new", Permission.GROUPS_MANAGE, Part.GROUPS),
    CREATE_ROLE(true, "role.create", "shield-half", "/roles/new", Permission.ROLES_MANAGE, null),
    CREATE_COMPANY(
            true,
            "company.create",
            "building-community",
            "/companies/new",
            Permission.COMPANIES_MANAGE,
            Part.COMPANIES),
    CREATE_TOKEN(true, "apitoken.create", "key", "/settings/api-tokens/new", Permission.API_TOKENS_MANAGE, null),
    USERS(false, "nav.users", "users", "/users", Permission.USERS_VIEW, null),
    INVITATIONS(false, "nav.invitations", "mail", "/invitations", Permission.USERS_CREATE, Part.INVITATIONS),
    IMPORTS(false, "imports.title", "upload", "/imports", Permission.USERS_CREATE, null),
    GROUPS(false, "nav.groups", "users-group", "/groups", Permission.USERS_VIEW, Part.GROUPS),
    ROLES(false, "nav.roles", "shield-half", "/roles", Permission.ROLES_VIEW, null),
    COMPANIES(false, "nav.companies", "building-community", "/companies", Permission.COMPANIES_MANAGE, Part.COMPANIES),
    AUDIT_LOG(false, "nav.audit", "history", "/audit", Permission.AUDIT_VIEW, null),
    SETTINGS(false, "nav.settings", "settings", "/settings", Permission.ORGANIZATION_ADMINISTER, null),
    POLICY(false, "settings.tab.policy", "settings", "/settings/policy", Permission.ORGANIZATION_ADMINISTER, null),
    API_TOKENS(false, "apitoken.title", "key", "/settings/api-tokens", Permission.API_TOKENS_MANAGE, null),
    PROFILE(false, "nav.profile", "user", "/me", null, null),
    PASSWORD(false, "nav.password", "key", "/me/password", null, null),
    SESSIONS(false, "nav.sessions", "devices", "/me/sessions", null, null);

    private final boolean action;
    private final String key;
    private final String icon;
    private final String path;
    private final @Nullable Permission permission;
    private final @Nullable Part part;

    Destination(
            boolean action,
            String key,
            String icon,
            String path,
            @Nullable Permission permission,
            @Nullable Part part) {
        this.action = action;
        this.key = key;
        this.icon = icon;
        this.path = path;
        this.permission = permission;
        this.part = part;
    }

    /** Whether it begins something, rather than show something. */
    boolean isAction() {
        return action;
    }

    /** Whether the viewer may open it here. */
    boolean isOffered(Screen screen) {
        return (permission == null || screen.may(permission))
                && (part == null || screen.here().parts().contains(part));
    }

    Found.Entry entry(Screen screen) {
        return new Found.Entry(
                screen.t(key),
                null,
                icon,
                permission == null ? path : screen.here().path(path));
    }
}
