package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand.Part;
import dev.roster.membership.Member;
import dev.roster.organization.Policy;
import dev.roster.ui.Screen;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a user's page.
 *
 * @param actions what the viewer may do
 * @param tab the key of the current tab
 * @param tabs the keys of the tabs that the viewer may open
 */
public record UserView(Member member, List<MemberAction> actions, String tab, List<String> tabs) {
    public UserView {
        actions = List.copyOf(actions);
        tabs = List.copyOf(tabs);
    }

    public static UserView of(Screen screen, Actor actor, Member member, Policy policy, String tab) {
        return new UserView(
                member, MemberAction.of(actor, policy, member, screen.now()), tab, tabs(screen, actor, member, policy));
    }

    public boolean can(MemberAction action) {
        return actions.contains(action);
    }

    private static List<String> tabs(Screen screen, Actor actor, Member member, Policy policy) {
        var organization = member.organization();
        var tabs = new ArrayList<>(List.of("general"));
        if (!policy.newUser().groups() || member.role() != null) {
            tabs.add("role");
        }
        if (policy.newUser().groups() || !member.groups().isEmpty()) {
            tabs.add("groups");
        }
        tabs.add("access");
        if (member.hasJoined() && actor.may(Permission.USERS_SIGN_OUT, organization)) {
            tabs.add("sessions");
        }
        if (screen.here().parts().contains(Part.COMPANIES) && actor.may(Permission.COMPANIES_MANAGE, organization)) {
            tabs.add("companies");
        }
        if (actor.may(Permission.AUDIT_VIEW, organization)) {
            tabs.add("activity");
        }
        return tabs;
    }
}
