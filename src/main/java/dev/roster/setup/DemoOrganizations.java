package dev.roster.setup;

import dev.roster.groups.Groups;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.Organizations;
import dev.roster.password.HashedPassword;
import dev.roster.setup.Cast.Company;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Creates the organizations of the demo data, with their groups and users, and the application that these can use. */
@Component
class DemoOrganizations {
    private static final Duration AGE = Duration.ofDays(740);

    private final DemoRepository repository;
    private final Organizations organizations;
    private final Groups groups;
    private final DemoPeople people;
    private final DemoApplication application;
    private final Clock clock;

    DemoOrganizations(
            DemoRepository repository,
            Organizations organizations,
            Groups groups,
            DemoPeople people,
            DemoApplication application,
            Clock clock) {
        this.repository = repository;
        this.organizations = organizations;
        this.groups = groups;
        this.people = people;
        this.application = application;
        this.clock = clock;
    }

    /** @param unknown the password of people outside the cast */
    void make(HashedPassword known, HashedPassword unknown) {
        repository.mark(clock.instant());
        var crowd = new Crowd();
        for (var company : Company.values()) {
            make(company, known, unknown, crowd);
        }
        application.register();
    }

    private void make(Company company, HashedPassword known, HashedPassword unknown, Crowd crowd) {
        var parent = company.parent();
        var organization = organizations.create(
                Demo.JOB,
                new NewOrganization(
                        company.displayName(),
                        company.slug(),
                        company.preset(),
                        parent == null ? null : parent.slug()));
        var granted = Demo.granted(organization);
        repository.backdate(granted, clock.instant().minus(AGE));
        if (Demo.hasGroups(organization)) {
            for (var group : DemoGroup.values()) {
                groups.create(Demo.JOB, organization.id(), group.wanted());
            }
        }
        for (var person : company.people()) {
            people.make(granted, organization, person, known);
        }
        for (var extra : crowd.of(company, organization.policy())) {
            people.make(granted, organization, company, extra, unknown);
        }
    }
}
