package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.credentials.AddressChanges;
import dev.roster.membership.Member;
import dev.roster.person.ProfileInput;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the profile, the email address and the external id of a user in one go. */
@Component
class UserEdits {
    private final Profiles profiles;
    private final AddressChanges addresses;
    private final ExternalIdChanges externals;

    UserEdits(Profiles profiles, AddressChanges addresses, ExternalIdChanges externals) {
        this.profiles = profiles;
        this.addresses = addresses;
        this.externals = externals;
    }

    /**
     * Changes all of it or nothing: the address requires a permission of its own.
     *
     * @param externalId null to leave it, blank for none
     */
    @Transactional
    public Member edit(
            Actor actor,
            OrganizationId organization,
            UserId user,
            ProfileInput typed,
            @Nullable String externalId,
            Expected expected) {
        if (externalId == null) {
            return edit(actor, organization, user, typed, expected);
        }
        var changed = externals.change(actor, organization, user, externalId, expected);
        return typed.equals(ProfileInput.NOTHING) ? changed : edit(actor, organization, user, typed, Expected.ANY);
    }

    private Member edit(Actor actor, OrganizationId organization, UserId user, ProfileInput typed, Expected expected) {
        if (typed.email() == null) {
            return profiles.edit(actor, organization, user, typed, expected);
        }
        var changed = addresses.change(actor, organization, user, typed.email(), expected);
        return typed.changesProfile() ? profiles.edit(actor, organization, user, typed, Expected.ANY) : changed;
    }
}
