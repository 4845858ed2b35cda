package dev.roster.operator;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.OperatorPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.http.Languages;
import dev.roster.person.Profile;
import dev.roster.rights.Governing;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Who runs this installation. An operator who is added, or has lost their password, gets a generated one, which they must change. */
@Component
public class Operators {
    private final OperatorRightsRepository repository;
    private final AccountListRepository accounts;
    private final Governing governing;
    private final OperatorAccess access;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    Operators(
            OperatorRightsRepository repository,
            AccountListRepository accounts,
            Governing governing,
            OperatorAccess access,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.accounts = accounts;
        this.governing = governing;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** All of them, blocked ones too, by name. */
    public List<Account> list(Actor actor) {
        return accounts.listOperators(actor.requireOperator());
    }

    /**
     * Adds an operator, or makes one again of a person who was one and belongs to no organization.
     *
     * @return the generated password, which cannot be retrieved again
     * @throws InvalidException for a name or an address that is invalid or taken
     */
    public String add(Actor actor, String typedName, String typedEmail) {
        var granted = actor.requireOperator();
        var errors = new InvalidException.Collector();
        var name = Profile.name("name", typedName, errors);
        if (name == null && errors.isEmpty()) {
            errors.add("name", "required");
        }
        var email = Profile.email(typedEmail, errors);
        errors.throwIfAny();
        if (name == null || email == null) {
            throw InvalidException.of("email", "required");
        }
        var created = NewAuditEvent.of(OperatorAction.CREATED)
                .names(Map.of(), Map.of("displayName", name, "email", email.value()));
        return give(granted, () -> admit(granted, email, name), created);
    }

    /**
     * Gives an operator a new password. The old one, their sessions and links end.
     *
     * @return the password, which cannot be retrieved again
     * @throws dev.roster.shared.ProblemException {@code not-found}
     */
    public String resetPassword(Actor actor, String typedEmail) {
        var granted = actor.requireOperator();
        return give(granted, () -> get(granted, typedEmail), NewAuditEvent.of(OperatorAction.PASSWORD_RESET));
    }

    /**
     * Ends an operator's rights, with everything that opens the account. What they belong to stays.
     *
     * @throws dev.roster.shared.ProblemException {@code not-found}, {@code last-operator}
     */
    @Transactional
    public void remove(Actor actor, String typedEmail) {
        var granted = actor.requireOperator();
        var user = get(granted, typedEmail);
        governing.requireOperatorRemains(user);
        repository.set(granted, user, false);
        access.end(granted, user);
        audit.record(granted, NewAuditEvent.of(OperatorAction.REMOVED).to(user));
    }

    /**
     * Removes an operator's second factors and signs them out, for one who has lost their phone and their recovery codes.
     *
     * @throws dev.roster.shared.ProblemException {@code not-found}
     */
    @Transactional
    public void resetFactor(Actor actor, String typedEmail) {
        var granted = actor.requireOperator();
        var user = get(granted, typedEmail);
        access.resetFactors(granted, user);
        audit.record(granted, NewAuditEvent.of(OperatorAction.FACTORS_RESET).to(user));
    }

    private UserId admit(OperatorPermit granted, EmailAddress email, String name) {
        var known = accounts.findByEmail(granted, email);
        if (known.isEmpty()) {
            var user = UserId.next();
            repository.insert(granted, user, email, name, Languages.TAGS.getFirst(), clock.instant());
            return user;
        }
        // An organization that may set a member's password would be able to become an operator.
        if (known.get().operator() || known.get().status() != AccountStatus.DISABLED) {
            throw InvalidException.of("email", "address-taken");
        }
        repository.set(granted, known.get().id(), true);
        return known.get().id();
    }

    private String give(OperatorPermit granted, Supplier<UserId> to, NewAuditEvent event) {
        var generated = access.generate();
        transactions.executeWithoutResult(_ -> {
            var user = to.get();
            access.replace(granted, user, generated.hashed());
            audit.record(granted, event.to(user));
        });
        return generated.password();
    }

    private UserId get(OperatorPermit granted, String typedEmail) {
        return EmailAddress.read(typedEmail)
                .flatMap(email -> accounts.findByEmail(granted, email))
                .filter(Account::operator)
                .map(Account::id)
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
