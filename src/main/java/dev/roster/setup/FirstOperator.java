package dev.roster.setup;

import dev.roster.access.Actor;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.link.LinkProblem;
import dev.roster.operator.OperatorAction;
import dev.roster.password.HashedPassword;
import dev.roster.password.PasswordRule;
import dev.roster.password.PasswordRules;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.person.Profile;
import dev.roster.shared.Bounds;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates the first operator, for the person who follows the {@link SetupLink}. */
@Component
class FirstOperator {

    private final OperatorRepository repository;
    private final SetupLink link;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    FirstOperator(
            OperatorRepository repository,
            SetupLink link,
            PasswordRules rules,
            Passwords passwords,
            AuditLog audit,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        this.repository = repository;
        this.link = link;
        this.rules = rules;
        this.passwords = passwords;
        this.audit = audit;
        this.transactions = new TransactionTemplate(transactionManager);
        this.clock = clock;
    }

    /**
     * Creates the operator, with account, password and audit event, all or nothing.
     *
     * @throws dev.roster.shared.ProblemException {@link LinkProblem#LINK_UNKNOWN} if someone else was faster
     * @throws InvalidException with an error for each invalid field
     */
    UserId create(String token, NewOperator typed) {
        link.requireOpen(token);
        var name = Text.tidy(typed.name());
        var email = EmailAddress.read(typed.email());
        check(typed, name);
        var hashed = passwords.hash(typed.password());
        return transactions.execute(transaction -> insert(name, email.orElseThrow(), typed.locale(), hashed));
    }

    private UserId insert(String name, EmailAddress email, String locale, HashedPassword hashed) {
        var id = UserId.next();
        // The holder of the link acts for themselves: the event names them.
        var granted = new Actor.Proven(id, null, SetupLink.PURPOSE).requireSelf(id);
        var now = clock.instant();
        if (!repository.insertFirst(granted, id, email, name, locale, now)) {
            throw repository.findOpenLink().isEmpty()
                    ? LinkProblem.LINK_UNKNOWN.with()
                    : InvalidException.of("email", "address-taken");
        }
        passwords.choose(granted, id, hashed, SetBy.OWNER);
        audit.record(
                granted,
                NewAuditEvent.of(OperatorAction.CREATED)
                        .to(id)
                        .names(Map.of(), Map.of("displayName", name, "email", email.value())));
        return id;
    }

    private void check(NewOperator typed, String name) {
        var errors = new InvalidException.Collector();
        if (name.isEmpty()) {
            errors.add("name", "required");
        } else if (name.codePointCount(0, name.length()) > Bounds.NAME) {
            errors.add("name", "too-long", Bounds.NAME);
        } else if (Text.hasControlCharacters(typed.name().strip())) {
            errors.add("name", "control-characters");
        }
        Profile.email(typed.email(), errors);
        if (typed.password().isEmpty()) {
            errors.add("password", "required");
        } else {
            rules.check(PasswordRule.OPERATOR, typed.password(), List.of(name, typed.email()), "password", errors);
        }
        errors.throwIfAny();
    }
}
