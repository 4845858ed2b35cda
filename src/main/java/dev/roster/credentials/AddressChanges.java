package dev.roster.credentials;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.link.Links;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.person.Profile;
import dev.roster.rights.Members;
import dev.roster.session.Sessions;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes a user's email address. Control of the address is control of the account, so this takes the same rights as setting
 * their password, and is unavailable if no one may do that.
 */
@Component
public class AddressChanges {
    private final Members members;
    private final Organizations organizations;
    private final Addresses addresses;
    private final AddressRecords records;
    private final Links links;
    private final Sessions sessions;
    private final AddressMails mails;

    AddressChanges(
            Members members,
            Organizations organizations,
            Addresses addresses,
            AddressRecords records,
            Links links,
            Sessions sessions,
            AddressMails mails) {
        this.members = members;
        this.organizations = organizations;
        this.addresses = addresses;
        this.records = records;
        this.links = links;
        this.sessions = sessions;
        this.mails = mails;
    }

    /**
     * Replaces the address: from now on only the new one signs in, links sent to the old one are dead, sessions end, and both
     * addresses are notified. The address of an account that no one has had yet can be corrected by those who may create
     * users: only the new address is sent a link, as the old one belongs to a stranger.
     */
    @Transactional
    public Member change(Actor actor, OrganizationId organization, UserId user, String typed, Expected expected) {
        actor.require(Permission.USERS_EDIT, organization);
        var granted = actor.require(permission(members.find(organization, user)), organization);
        var governed = members.getGoverned(granted, user);
        var before = governed.member();
        // Read again under the lock: by now the person may have set a password.
        actor.require(permission(Optional.of(before)), organization);
        expected.require(before.version());
        requireOffered(before, organizations.get(organization).policy());
        var email = read(typed);
        if (email.value().equals(before.email())) {
            return before;
        }
        if (before.hasEmail(email)) {
            Members.requireOwnAccount(governed);
            records.respell(granted, before, email);
            return members.get(organization, user);
        }
        addresses.count(actor);
        links.endAll(granted, user);
        Members.requireOwnAccount(governed);
        records.replace(granted, before, email);
        sessions.endAll(granted, user);
        var after = members.get(organization, user);
        mails.tell(granted, before, after);
        return after;
    }

    private static Permission permission(Optional<Member> member) {
        return member.filter(Member::isUnclaimed).isPresent() ? Permission.USERS_CREATE : Permission.USERS_SET_PASSWORD;
    }

    private static void requireOffered(Member member, Policy policy) {
        Members.requireHome(member);
        Members.requireJoined(member, "change_email");
        if (!member.status().isListed()) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    "change_email", member.status().key());
        }
        if (policy.othersPasswords().isEmpty() && !member.isUnclaimed()) {
            throw UserProblem.ADDRESS_NOT_YOURS.with();
        }
    }

    private static EmailAddress read(String typed) {
        var errors = new InvalidException.Collector();
        var email = Profile.email(typed, errors);
        errors.throwIfAny();
        return Objects.requireNonNull(email);
    }
}
