package dev.roster.invitation;

import dev.roster.draft.Draft;
import dev.roster.organization.Onboarding;
import dev.roster.user.Member;
import dev.roster.user.NewUser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the form with which somebody is invited, over its steps.
 *
 * @param role the key of a role, where the organization's memberships have one
 * @param groups ids of groups; null before they are chosen
 */
public record InvitationDraft(
        @Nullable String email,
        @Nullable String displayName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phoneCountryCode,
        @Nullable String phoneNumber,
        @Nullable String locale,
        @Nullable String role,
        @Nullable List<String> groups) {
    static final Draft.Kind<InvitationDraft> KIND = new Draft.Kind<>("invitation", InvitationDraft.class);
    static final InvitationDraft EMPTY = new InvitationDraft(null, null, null, null, null, null, null, null, null);

    List<String> groupsOrNone() {
        return groups == null ? List.of() : groups;
    }

    /** The same person, with what was chosen for them before. */
    InvitationDraft choosing(InvitationDraft before) {
        return with(before.role(), before.groups());
    }

    InvitationDraft with(@Nullable String chosenRole, @Nullable List<String> chosenGroups) {
        return new InvitationDraft(
                email,
                displayName,
                firstName,
                lastName,
                phoneCountryCode,
                phoneNumber,
                locale,
                chosenRole,
                chosenGroups);
    }

    /** The same with the phone number as it is written in its country. */
    InvitationDraft with(Member.@Nullable Phone phone) {
        return new InvitationDraft(
                email,
                displayName,
                firstName,
                lastName,
                phone == null ? null : phone.countryCode(),
                phone == null ? null : phone.number(),
                locale,
                role,
                groups);
    }

    NewUser wanted() {
        return new NewUser(
                email,
                null,
                displayName,
                firstName,
                lastName,
                phoneCountryCode,
                phoneNumber,
                role,
                groups,
                Onboarding.INVITATION.key(),
                null,
                locale);
    }
}
