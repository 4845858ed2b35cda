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
 * The only place that decides who may do what to whom. Every way of gaining rights comes through here, by id, under the
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
     * Locks the organization against every other change of rights, then reads what the actor holds. For acting on a user. Must
     * be called in a transaction.
     */
    public Standing lock(OrganizationPermit granted) {
        organizations.lock(granted.organization());
        return standing(granted);
    }

    /** The same for a creation: creations may run concurrently, changes of rights may not. */
    public Standing share(OrganizationPermit granted) {
        organizations.share(granted.organization());
        return standing(granted);
    }

    /** Checks that every other organization, too, keeps an administrator when this person is erased. */
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

    /**
     * The same as {@link #share} without a lock: to check in advance, or to show, what is possible; never sufficient before a
     * write.
     */
    public Standing look(OrganizationPermit granted) {
        return standing(granted);
    }

    /** Checks that someone who can sign in still runs the installation without this person. */
    public void requireOperatorRemains(UserId without) {
        var operators = repository.holdOperators();
        if (operators.contains(without) && operators.size() == 1) {
            throw RoleProblem.LAST_OPERATOR.with();
        }
    }

    /** Whether one of the organization's own users, who can sign in, administers it. */
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
