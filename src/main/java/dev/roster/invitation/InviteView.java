package dev.roster.invitation;

import dev.roster.draft.Draft;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.NameFields;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Screen;
import dev.roster.ui.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an invitation.
 *
 * @param draft null until the first step is done
 */
public record InviteView(
        @Nullable Draft<InvitationDraft> draft, InvitationDraft typed, Policy policy, FormErrors errors) {
    /** The URL of a step's form. */
    public String path(Screen screen, String step) {
        return screen.here().path("/invitations/new" + (draft == null ? "" : "/" + draft.id()) + step);
    }

    /** @param current zero-based */
    public List<Step> steps(Screen screen, int current) {
        return steps(screen, policy, List.of(path(screen, ""), path(screen, "/groups"), "", ""), current);
    }

    static List<Step> steps(Screen screen, Policy policy, List<String> hrefs, int current) {
        return Step.of(
                List.of(
                        screen.t("invitation.step.details"),
                        screen.t(policy.newUser().groups() ? "invitation.step.groups" : "invitation.step.role"),
                        screen.t("invitation.step.overview"),
                        screen.t("invitation.step.done")),
                hrefs,
                current);
    }

    public boolean oneNameField() {
        return policy.newUser().name() == NameFields.DISPLAY_NAME;
    }

    public boolean namesRequired() {
        return policy.newUser().name() == NameFields.FIRST_AND_LAST;
    }

    /** The person's name in the overview. */
    public String name() {
        var person = typed.profile();
        return oneNameField()
                ? text(person.displayName())
                : (text(person.firstName()) + " " + text(person.lastName())).strip();
    }

    /** The selected role. */
    public String roleKey() {
        return typed.role() != null ? typed.role() : text(policy.defaultRole());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
