package dev.roster.setup;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Expected;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Permit;
import dev.roster.company.Grants;
import dev.roster.credentials.MemberPasswords;
import dev.roster.groups.Groups;
import dev.roster.membership.Transition;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy.NameFields;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.people.Joining;
import dev.roster.people.Memberships;
import dev.roster.people.NewUser;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.setup.Cast.Company;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.Ids;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills an empty installation with the {@link Cast} and the people around them, in one transaction: a start that is cut
 * short leaves nothing behind.
 */
@Component
class Demo {
    private static final Actor.Job JOB = new Actor.Job("demo");
    private static final Duration AGE_OF_ORGANIZATIONS = Duration.ofDays(740);
    private static final Duration AGE_OF_CAST = Duration.ofDays(735);

    private final DemoRepository repository;
    private final FirstOperator firstOperator;
    private final Organizations organizations;
    private final Groups groups;
    private final Users users;
    private final Memberships memberships;
    private final Joining joining;
    private final Authorities authorities;
    private final Grants grants;
    private final MemberPasswords memberPasswords;
    private final Passwords passwords;
    private final TransactionOperations transactions;
    private final Clock clock;

    Demo(
            DemoRepository repository,
            FirstOperator firstOperator,
            Organizations organizations,
            Groups groups,
            Users users,
            Memberships memberships,
            Joining joining,
            Authorities authorities,
            Grants grants,
            MemberPasswords memberPasswords,
            Passwords passwords,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.firstOperator = firstOperator;
        this.organizations = organizations;
        this.groups = groups;
        this.users = users;
        this.memberships = memberships;
        this.joining = joining;
        this.authorities = authorities;
        this.grants = grants;
        this.memberPasswords = memberPasswords;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Makes the demo data, unless anything is there already; false then. */
    boolean make() {
        if (!repository.isEmpty()) {
            return false;
        }
        // Two hashes for hundreds of people: each takes tens of milliseconds. Nobody knows the second password.
        var known = passwords.hash(Cast.PASSWORD);
        var unknown = passwords.hash(Ids.next().toString() + Ids.next());
        var crowd = new Crowd();
        transactions.executeWithoutResult(transaction -> {
            repository.mark(clock.instant());
            for (var company : Company.values()) {
                make(company, known, unknown, crowd);
            }
            letManage(organization(Company.NORTHWIND));
        });
        firstOperator.create(
                firstOperator.token().orElseThrow(),
                new NewOperator(Cast.OLIVE.displayName(), Cast.OLIVE.email(), Cast.PASSWORD, "en"));
        return true;
    }

    private void make(Company company, HashedPassword known, HashedPassword unknown, Crowd crowd) {
        var parent = company.parent();
        var organization = organizations.create(
                JOB,
                new NewOrganization(
                        company.displayName(),
                        company.slug(),
                        company.preset(),
                        parent == null ? null : parent.slug()));
        var granted = granted(organization);
        repository.backdate(granted, clock.instant().minus(AGE_OF_ORGANIZATIONS));
        if (groups(organization)) {
            for (var group : DemoGroup.values()) {
                groups.create(JOB, organization.id(), group.wanted());
            }
        }
        for (var person : company.people()) {
            var user = join(granted, organization, newUser(organization, person), known);
            repository.backdate(granted, user, times(AGE_OF_CAST, Duration.ofMinutes(50L + 170L * person.ordinal())));
        }
        for (var extra : crowd.of(company, organization.policy())) {
            if (isInvited(organization, extra)) {
                invite(granted, organization, company, extra);
            } else {
                make(granted, organization, company, extra, unknown);
            }
        }
    }

    private void make(
            OrganizationPermit granted,
            Organization organization,
            Company company,
            Extra extra,
            HashedPassword unknown) {
        var wanted = newUser(organization, company, extra);
        if (extra.fate() == Extra.Fate.NEW) {
            users.create(JOB, organization.id(), wanted);
            return;
        }
        var user = join(granted, organization, wanted, unknown);
        switch (extra.fate()) {
            case DEACTIVATED -> memberships.deactivate(JOB, organization.id(), user);
            case DELETED -> memberships.delete(JOB, organization.id(), user, Expected.ANY);
            case NEW, LATE, DECLINED, WORKS_HERE -> {}
        }
        repository.backdate(granted, user, times(extra.joined(), extra.signedIn()));
    }

    private static boolean isInvited(Organization organization, Extra extra) {
        return organization.policy().defaultOnboarding() == Onboarding.INVITATION
                && extra.fate() != Extra.Fate.WORKS_HERE;
    }

    /** By Alice, who administers Meridian. */
    private void invite(OrganizationPermit granted, Organization organization, Company company, Extra extra) {
        var user = users.create(
                        actor(organization, Cast.ALICE), organization.id(), newUser(organization, company, extra))
                .member()
                .id();
        if (extra.fate() == Extra.Fate.DECLINED) {
            joining.answerInvitation(granted, user, Transition.DECLINE);
        }
        if (extra.fate() != Extra.Fate.NEW) {
            repository.backdateInvitation(granted, user, extra.joined());
        }
    }

    /** Nadia may manage every company of the agency; each of the others whom she lets. One of them has been at work. */
    private void letManage(Organization agency) {
        for (var company : Company.values()) {
            for (var manager : company.managers()) {
                var by = manager == Cast.NADIA ? JOB : actor(agency, Cast.NADIA);
                grants.grant(by, agency.id(), user(agency, manager), List.of(company.slug()));
            }
        }
        var bluebird = organization(Company.BLUEBIRD);
        memberPasswords.sendReset(actor(bluebird, agency, Cast.MAX), bluebird.id(), user(bluebird, Cast.BEA));
    }

    private Organization organization(Company company) {
        return organizations.findByReference(company.slug()).orElseThrow();
    }

    private UserId user(Organization organization, Cast person) {
        return repository.getUser(
                granted(organization), EmailAddress.read(person.email()).orElseThrow());
    }

    private Actor actor(Organization organization, Cast person) {
        return actor(organization, organization, person);
    }

    /** Somebody of one organization who acts in this one. */
    private Actor actor(Organization organization, Organization home, Cast person) {
        var user = user(home, person);
        return new Actor.SignedIn(
                user,
                Ids.next(),
                person.displayName(),
                "en",
                "UTC",
                false,
                false,
                false,
                authorities.of(organization.id(), user));
    }

    private static OrganizationPermit granted(Organization organization) {
        return JOB.require(Permission.ORGANIZATION_ADMINISTER, organization.id());
    }

    /** Active at once. Where people come by a mailed link, having used it has proven their address. */
    private UserId join(Permit granted, Organization organization, NewUser wanted, HashedPassword hashed) {
        var user = users.create(JOB, organization.id(), wanted, hashed).id();
        var onboarding = organization.policy().defaultOnboarding();
        if (onboarding == Onboarding.EMAIL_LINK || onboarding == Onboarding.INVITATION) {
            joining.passwordSet(granted, user);
        }
        return user;
    }

    /** Who left did so some time after they were last seen. */
    private DemoRepository.Times times(Duration joined, @Nullable Duration signedIn) {
        var now = clock.instant();
        var seen = signedIn == null ? joined : signedIn;
        return new DemoRepository.Times(
                now.minus(joined), signedIn == null ? null : now.minus(signedIn), now.minus(seen.dividedBy(2)));
    }

    private static NewUser newUser(Organization organization, Cast person) {
        return newUser(
                organization,
                person.firstName(),
                person.lastName(),
                person.email(),
                person.username(),
                String.valueOf(person.role()),
                groups(organization) ? List.of(person.group()) : null,
                "en");
    }

    private static NewUser newUser(Organization organization, Company company, Extra extra) {
        return newUser(
                organization,
                extra.firstName(),
                extra.lastName(),
                extra.address() + "@" + company.domain(),
                extra.address(),
                extra.role(),
                groups(organization)
                        ? DemoGroup.of(extra).stream()
                                .map(DemoGroup::displayName)
                                .toList()
                        : null,
                extra.locale());
    }

    private static NewUser newUser(
            Organization organization,
            String first,
            String last,
            String email,
            String username,
            String role,
            @Nullable List<String> groups,
            String locale) {
        var form = organization.policy().newUser();
        boolean oneName = form.name() == NameFields.DISPLAY_NAME;
        return new NewUser(
                new ProfileInput(
                        email,
                        form.username() ? username : null,
                        oneName ? first + " " + last : null,
                        oneName ? null : first,
                        oneName ? null : last,
                        null,
                        null,
                        locale),
                form.groups() ? null : role,
                groups,
                null,
                null);
    }

    private static boolean groups(Organization organization) {
        return organization.policy().newUser().groups();
    }
}
