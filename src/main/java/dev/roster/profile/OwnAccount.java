package dev.roster.profile;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.SelfPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.membership.OwnAccountRepository;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.person.AccountControl;
import dev.roster.person.AccountControl.Manager;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import dev.roster.signin.Person;
import dev.roster.signin.PersonRepository;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may change a user's account, as the user sees and decides it. No one else decides it for them. */
@Component
public class OwnAccount {
    private final OwnAccountRepository repository;
    private final Organizations organizations;
    private final PersonRepository people;
    private final AuditLog audit;

    OwnAccount(OwnAccountRepository repository, Organizations organizations, PersonRepository people, AuditLog audit) {
        this.repository = repository;
        this.organizations = organizations;
        this.people = people;
        this.audit = audit;
    }

    public AccountControl control(UserId user) {
        var account = repository.get(user);
        return new AccountControl(
                manager(account),
                only(account).map(id -> organizations.get(id).name()).orElse(null));
    }

    /**
     * Lets the user's only organization manage the account from now on, until they withdraw that or join another one.
     *
     * @throws dev.roster.shared.ProblemException {@code stale} if there is not exactly one, or it already may;
     *     {@code username-taken} if somebody else has the person's username there
     */
    @Transactional
    public void give(Actor.SignedIn actor) {
        var self = hold(actor);
        var account = repository.get(actor.user());
        var organization =
                only(account).filter(_ -> manager(account) == Manager.PERSON).orElseThrow(AccessProblem.STALE::with);
        var here = self.in(organization);
        if (!repository.giveTo(here, actor.user())) {
            throw UserProblem.USERNAME_TAKEN.with(String.valueOf(
                    people.find(actor.user()).map(Person::username).orElse("")));
        }
        audit.record(here, NewAuditEvent.of(OwnAccountAction.GIVEN).to(actor.user()));
    }

    /**
     * Withdraws this permission.
     *
     * @throws dev.roster.shared.ProblemException {@code stale} if it was not given, or has already been withdrawn
     */
    @Transactional
    public void takeBack(Actor.SignedIn actor) {
        var self = hold(actor);
        var account = repository.get(actor.user());
        if (manager(account) != Manager.BY_CONSENT) {
            throw AccessProblem.STALE.with();
        }
        repository.takeBack(self, actor.user());
        audit.record(
                self.inIfAny(only(account).orElse(null)),
                NewAuditEvent.of(OwnAccountAction.TAKEN_BACK).to(actor.user()));
    }

    private SelfPermit hold(Actor.SignedIn actor) {
        var self = actor.requireSelf(actor.user());
        repository.hold(self, actor.user());
        return self;
    }

    private static Manager manager(OwnAccountRepository.Account account) {
        return account.operator()
                        || account.lives().size() != 1
                        || account.managedBy().equals("person")
                ? Manager.PERSON
                : account.managedBy().equals("consent") ? Manager.BY_CONSENT : Manager.ORGANIZATION;
    }

    private static Optional<OrganizationId> only(OwnAccountRepository.Account account) {
        return account.operator() || account.lives().size() != 1
                ? Optional.empty()
                : Optional.of(account.lives().getFirst());
    }
}
