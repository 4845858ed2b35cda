package dev.roster.setup;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Expected;
import dev.roster.access.OrganizationPermit;
import dev.roster.creation.UserDraft;
import dev.roster.membership.Transition;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organization;
import dev.roster.organization.Policy.NameFields;
import dev.roster.password.HashedPassword;
import dev.roster.people.Joining;
import dev.roster.people.Memberships;
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

/** Creates the users of a demo organization, with a history. */
@Component
class DemoPeople {
    private static final Duration AGE_OF_CAST = Duration.ofDays(735);

    private final DemoRepository repository;
    private final Users users;
    private final Memberships memberships;
    private final Joining joining;
    private final Authorities authorities;
    private final Clock clock;

    DemoPeople(
            DemoRepository repository,
            Users users,
            Memberships memberships,
            Joining joining,
            Authorities authorities,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.memberships = memberships;
        this.joining = joining;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** Creates one of the named people, who can sign in with this password. */
    void make(OrganizationPermit granted, Organization organization, Cast person, HashedPassword known) {
        var user = join(granted, organization, newUser(organization, person), known);
        repository.backdate(granted, user, times(AGE_OF_CAST, Duration.ofMinutes(50L + 170L * person.ordinal())));
    }

    /** Creates one of the people around them, whose password no one knows. */
    void make(
            OrganizationPermit granted,
            Organization organization,
            Company company,
            Extra extra,
            HashedPassword unknown) {
        if (isInvited(organization, extra)) {
            invite(granted, organization, company, extra);
        } else {
            create(granted, organization, company, extra, unknown);
        }
    }

    private void create(
            OrganizationPermit granted,
            Organization organization,
            Company company,
            Extra extra,
            HashedPassword unknown) {
        var wanted = newUser(organization, company, extra);
        if (extra.status() == Extra.Status.NEW) {
            users.create(Demo.JOB, organization.id(), wanted);
            return;
        }
        var user = join(granted, organization, wanted, unknown);
        switch (extra.status()) {
            case DEACTIVATED -> memberships.deactivate(Demo.JOB, organization.id(), user);
            case DELETED -> memberships.delete(Demo.JOB, organization.id(), user, Expected.ANY);
            case NEW, LATE, DECLINED, WORKS_HERE -> {}
        }
        repository.backdate(granted, user, times(extra.joined(), extra.signedIn()));
    }

    private static boolean isInvited(Organization organization, Extra extra) {
        return organization.policy().defaultOnboarding() == Onboarding.INVITATION
                && extra.status() != Extra.Status.WORKS_HERE;
    }

    /** Acting as Alice, who administers Meridian. */
    private void invite(OrganizationPermit granted, Organization organization, Company company, Extra extra) {
        var user = users.create(
                        actor(organization, Cast.ALICE), organization.id(), newUser(organization, company, extra))
                .member()
                .id();
        if (extra.status() == Extra.Status.DECLINED) {
            joining.answerInvitation(granted, user, Transition.DECLINE);
        }
        if (extra.status() != Extra.Status.NEW) {
            repository.backdateInvitation(granted, user, extra.joined());
        }
    }

    UserId user(Organization organization, Cast person) {
        return repository.getUser(
                Demo.granted(organization), EmailAddress.read(person.email()).orElseThrow());
    }

    Actor actor(Organization organization, Cast person) {
        return actor(organization, organization, person);
    }

    /** A user of another organization who acts in this one. */
    Actor actor(Organization organization, Organization home, Cast person) {
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

    /** Active at once. Where onboarding uses an emailed link, having used it has proven their address. */
    private UserId join(
            OrganizationPermit granted, Organization organization, UserDraft wanted, HashedPassword hashed) {
        var user = users.create(Demo.JOB, organization.id(), wanted, hashed).id();
        var onboarding = organization.policy().defaultOnboarding();
        if (onboarding == Onboarding.EMAIL_LINK || onboarding == Onboarding.INVITATION) {
            joining.passwordSet(granted, user);
        }
        return user;
    }

    /** People who left did so some time after they were last seen. */
    private DemoRepository.Times times(Duration joined, @Nullable Duration signedIn) {
        var now = clock.instant();
        var seen = signedIn == null ? joined : signedIn;
        return new DemoRepository.Times(
                now.minus(joined), signedIn == null ? null : now.minus(signedIn), now.minus(seen.dividedBy(2)));
    }

    private static UserDraft newUser(Organization organization, Cast person) {
        return newUser(
                organization,
                person.firstName(),
                person.lastName(),
                person.email(),
                person.username(),
                String.valueOf(person.role()),
                Demo.hasGroups(organization) ? List.of(person.group()) : null,
                "en");
    }

    private static UserDraft newUser(Organization organization, Company company, Extra extra) {
        return newUser(
                organization,
                extra.firstName(),
                extra.lastName(),
                extra.address() + "@" + company.domain(),
                extra.address(),
                extra.role(),
                Demo.hasGroups(organization)
                        ? DemoGroup.of(extra).stream()
                                .map(DemoGroup::displayName)
                                .toList()
                        : null,
                extra.locale());
    }

    private static UserDraft newUser(
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
        return new UserDraft(
                ProfileInput.NOTHING
                        .withEmail(email)
                        .withUsername(form.username() ? username : null)
                        .withDisplayName(oneName ? first + " " + last : null)
                        .withNames(oneName ? null : first, oneName ? null : last)
                        .withLocale(locale),
                form.groups() ? null : role,
                groups,
                null,
                null);
    }
}
