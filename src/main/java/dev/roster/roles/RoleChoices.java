package dev.roster.roles;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.Texts;
import dev.roster.organization.Policy;
import dev.roster.rights.Reach;
import dev.roster.role.Role;
import dev.roster.ui.Choice;
import dev.roster.ui.Choice.Area;
import dev.roster.ui.Choice.Level;
import java.util.List;

/**
 * The roles offered in a form: those that the actor may hand out, and the others with the reason why they cannot be chosen.
 */
public final class RoleChoices {
    private RoleChoices() {}

    public static List<Choice> of(Texts texts, Actor actor, Policy policy, List<Role> roles) {
        return roles.stream().map(role -> choice(texts, actor, policy, role)).toList();
    }

    private static Choice choice(Texts texts, Actor actor, Policy policy, Role role) {
        boolean may = Reach.governs(actor, role);
        return new Choice(
                role.key(),
                role.name(),
                role.description(),
                may,
                may ? null : texts.get("user.role.not-yours"),
                points(texts, role),
                areas(policy, role));
    }

    private static List<String> points(Texts texts, Role role) {
        return Permission.ordered(role.permissions()).stream()
                .map(p -> texts.get("permission." + p.key()))
                .toList();
    }

    private static List<Area> areas(Policy policy, Role role) {
        return policy.productPermissions().stream()
                .map(area -> new Area(
                        area.name(),
                        area.levels().stream()
                                .map(level -> new Level(
                                        level, role.productPermissions().contains(area.key() + "." + level)))
                                .toList()))
                .toList();
    }
}
