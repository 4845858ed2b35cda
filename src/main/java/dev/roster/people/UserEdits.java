package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.credentials.AddressChanges;
import dev.roster.membership.Member;
import dev.roster.person.ProfileInput;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the profile and the email address of a user in one go. */
@Component
class UserEdits {
    private final Profiles profiles;
    private final AddressChanges addresses;

    UserEdits(Profiles profiles, AddressChanges addresses) {
        this.profiles = profiles;
        this.addresses = addresses;
    }

    /** Changes both or neither: the address requires a permission of its own. */
    @Transactional
    public Member edit(Actor actor, OrganizationId organization, UserId user, ProfileInput typed, Expected expected) {
        if (typed.email() == null) {
            return profiles.edit(actor, organization, user, typed, expected);
        }
        var changed = addresses.change(actor, organization, user, typed.email(), expected);
        return typed.changesProfile() ? profiles.edit(actor, organization, user, typed, Expected.ANY) : changed;
    }
}
