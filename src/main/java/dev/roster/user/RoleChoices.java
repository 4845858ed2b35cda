package dev.roster.user;

import dev.roster.access.Actor;
import dev.roster.role.Role;
import dev.roster.role.Roles;
import dev.roster.web.Choice;
import dev.roster.web.Texts;
import java.util.List;
import java.util.stream.Stream;

/** The roles as a form offers them: those that the actor may hand out, the others with the reason why not. */
final class RoleChoices {
    private RoleChoices() {}

    static List<Choice> of(Texts texts, Actor actor, List<Role> roles) {
        return roles.stream().map(role -> choice(texts, actor, role)).toList();
    }

    private static Choice choice(Texts texts, Actor actor, Role role) {
        var authority = actor.authority();
        boolean may =
                actor.operator() || (authority != null && authority.governs().contains(role.id()));
        return new Choice(
                role.key(),
                role.name(),
                role.description(),
                may,
                may ? null : texts.get("user.role.not-yours"),
                points(texts, role));
    }

    private static List<String> points(Texts texts, Role role) {
        var enforced = Roles.ordered(role.permissions()).stream().map(p -> texts.get("permission." + p.key()));
        return Stream.concat(enforced, role.productPermissions().stream()).toList();
    }
}
