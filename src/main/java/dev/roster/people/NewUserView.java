package dev.roster.people;

import dev.roster.creation.UserDraft;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy;
import dev.roster.ui.Choice;
import dev.roster.ui.FormErrors;
import dev.roster.ui.PasswordHint;
import dev.roster.ui.Picker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form for a new user.
 *
 * @param typed the previous input, to be shown again
 * @param groups to choose from if groups carry the roles, otherwise null
 * @param restorable the id of the deleted user whose address was typed, or null
 */
public record NewUserView(
        Policy policy,
        UserDraft typed,
        List<Choice> roles,
        String role,
        String onboarding,
        List<PasswordHint> hints,
        @Nullable Picker groups,
        FormErrors errors,
        @Nullable String restorable) {
    public boolean oneNameField() {
        return policy.newUser().name() == Policy.NameFields.DISPLAY_NAME;
    }

    /** With several onboardings, those that email a link require an address in any case. */
    public boolean emailRequired() {
        return !ways().stream().allMatch(policy::mayLackEmail);
    }

    public boolean namesRequired() {
        return policy.newUser().name() == Policy.NameFields.FIRST_AND_LAST;
    }

    public boolean roleInDropdown() {
        return !roles.isEmpty() && policy.newUser().form() == Policy.FormKind.PAGE_WITH_DROPDOWN;
    }

    /** The onboardings to choose from; a single one is not a choice. */
    public List<Onboarding> ways() {
        return policy.onboarding().stream()
                .filter(way -> way != Onboarding.INVITATION)
                .toList();
    }

    public boolean typesPassword() {
        return onboarding.equals(Onboarding.TYPED_PASSWORD.key())
                || (ways().size() > 1 && ways().contains(Onboarding.TYPED_PASSWORD));
    }
}
