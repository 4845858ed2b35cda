package dev.roster.creation;

import dev.roster.access.OrganizationPermit;
import dev.roster.credentials.Addresses;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.NewUser;
import dev.roster.membership.NewUserRepository;
import dev.roster.organization.Policy;
import dev.roster.rights.Members;
import dev.roster.shared.UserId;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** For addresses of people who have an account but are not here: offers them a membership if the policy allows it. */
@Component
class Guests {
    private final NewUserRepository repository;
    private final Addresses addresses;
    private final Clock clock;

    Guests(NewUserRepository repository, Addresses addresses, Clock clock) {
        this.repository = repository;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * @param newcomer who could not be inserted, since the address or the username is taken
     * @return the existing user
     * @throws dev.roster.shared.ProblemException if they cannot be admitted; says where the address or the username is in use
     */
    UserId invite(OrganizationPermit granted, Policy policy, NewUser newcomer) {
        var profile = newcomer.profile();
        if (newcomer.status() != MembershipStatus.INVITED
                || !addresses.mayInvite(granted.organization(), profile, policy)) {
            throw addresses.taken(granted, profile);
        }
        var user = repository
                .insertGuest(granted, newcomer, clock.instant())
                .orElseThrow(() -> addresses.taken(granted, profile));
        Members.requireAnother(granted, user);
        return user;
    }
}
