package dev.roster.setup;

import dev.roster.company.Grants;
import dev.roster.credentials.PasswordResets;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.setup.Cast.Company;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets users of the demo agency manage its companies. */
@Component
class DemoAgency {
    private final DemoPeople people;
    private final Organizations organizations;
    private final Grants grants;
    private final PasswordResets resets;

    DemoAgency(DemoPeople people, Organizations organizations, Grants grants, PasswordResets resets) {
        this.people = people;
        this.organizations = organizations;
        this.grants = grants;
        this.resets = resets;
    }

    /**
     * Nadia may manage every company of the agency; the others those that she grants them. One of them has already acted
     * there.
     */
    void letManage() {
        var agency = organization(Company.NORTHWIND);
        for (var company : Company.values()) {
            for (var manager : company.managers()) {
                var by = manager == Cast.NADIA ? Demo.JOB : people.actor(agency, Cast.NADIA);
                grants.grant(by, agency.id(), people.user(agency, manager), List.of(company.slug()));
            }
        }
        var bluebird = organization(Company.BLUEBIRD);
        resets.send(people.actor(bluebird, agency, Cast.MAX), bluebird.id(), people.user(bluebird, Cast.BEA));
    }

    private Organization organization(Company company) {
        return organizations.findByReference(company.slug()).orElseThrow();
    }
}
