package dev.roster.invitation;

import dev.roster.creation.UserDraft;
import dev.roster.draft.Draft;
import dev.roster.organization.Onboarding;
import dev.roster.person.ProfileInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of the invitation form across its steps.
 *
 * @param role the key of a role, if the organization's memberships have one
 * @param groups ids of groups; null before they are chosen
 */
public record InvitationDraft(
        ProfileInput profile,
        @Nullable String role,
        @Nullable List<String> groups) {
    static final Draft.Kind<InvitationDraft> KIND = new Draft.Kind<>("invitation", InvitationDraft.class);
    static final InvitationDraft EMPTY = new InvitationDraft(ProfileInput.NOTHING, null, null);

    List<String> groupsOrNone() {
        return groups == null ? List.of() : groups;
    }

    /** A draft for another person, with the same choices. */
    InvitationDraft of(ProfileInput typed) {
        return new InvitationDraft(typed, role, groups);
    }

    InvitationDraft with(@Nullable String chosenRole, @Nullable List<String> chosenGroups) {
        return new InvitationDraft(profile, chosenRole, chosenGroups);
    }

    UserDraft wanted() {
        return new UserDraft(profile, role, groups, Onboarding.INVITATION.key(), null);
    }
}
