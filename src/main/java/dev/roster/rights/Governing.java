package dev.roster.rights;

import dev.roster.access.Actor;
import dev.roster.access.Authority;
import dev.roster.access.OrganizationPermit;
import dev.roster.organization.Organizations;
import dev.roster.role.RoleProblem;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * The one place where it is decided who may do what to whom. Every path to a right comes through here, by id, under the
 * organization's row lock, at the moment of the write.
 */
@Component
public class Governing {
    private final GoverningRepository repository;
    private final Organizations organizations;

    Governing(GoverningRepository repository, Organizations organizations) {
        this.repository = repository;
        this.organizations = organizations;
    }

    /**
     * Locks the organization against every other change of who may do what, then reads what the actor holds. For whoever
     * acts on somebody. Must be called in a transaction.
     */
    public Standing lock(OrganizationPermit granted) {
        organizations.lock(granted.organization());
        return standing(granted);
    }

    /** The same for a creation: creations may go on side by side, changes of rights may not. */
    public Standing share(OrganizationPermit granted) {
        organizations.share(granted.organization());
        return standing(granted);
    }

    /** That every other organization, too, keeps an administrator when this person is gone from everywhere. */
    public void requireAdministratorsRemainElsewhere(OrganizationPermit granted, UserId without) {
        for (var elsewhere : repository.listActiveElsewhere(without, granted.organization())) {
            organizations.lock(elsewhere);
            if (!granted.actor().operator()
                    && repository.administers(elsewhere, without)
                    && !repository.hasAdministratorBesides(elsewhere, without)) {
                throw RoleProblem.LAST_ADMINISTRATOR_ELSEWHERE.with();
            }
        }
    }

    /** The same as {@link #share} without holding anybody back: to tell early, or show, what could be done; never alone before a write. */
    public Standing look(OrganizationPermit granted) {
        return standing(granted);
    }

    /** That somebody who can sign in still runs the installation when this person no longer does. */
    public void requireOperatorRemains(UserId without) {
        var operators = repository.holdOperators();
        if (operators.contains(without) && operators.size() == 1) {
            throw RoleProblem.LAST_OPERATOR.with();
        }
    }

    /** Whether somebody of its own, who can sign in, administers the organization. */
    public boolean isAdministered(OrganizationId organization) {
        return repository.hasAdministrator(organization);
    }

    private Standing standing(OrganizationPermit granted) {
        return new Standing(repository, granted, authority(granted));
    }

    private Authority authority(OrganizationPermit granted) {
        var organization = granted.organization();
        return switch (granted.actor()) {
            case Actor.SignedIn person -> repository.authority(organization, person.user());
            case Actor.TokenHolder machine -> repository.authorityOfToken(organization, machine.token());
            case Actor.Proven _, Actor.Job _ -> Authority.none(organization);
        };
    }
}
