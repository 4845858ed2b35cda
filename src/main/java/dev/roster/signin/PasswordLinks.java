package dev.roster.signin;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.LinkProblem;
import dev.roster.link.Links;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.password.PasswordRule;
import dev.roster.password.PasswordRules;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.password.StoredPassword;
import dev.roster.people.Joining;
import dev.roster.session.Sessions;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Setting a password behind a mailed link: the first one, or another in place of a forgotten one. */
@Component
public class PasswordLinks {
    private static final Set<LinkKind> KINDS = Set.of(LinkKind.SET_PASSWORD, LinkKind.RESET_PASSWORD);

    private final Links links;
    private final PersonRepository people;
    private final Organizations organizations;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final Joining joining;
    private final Sessions sessions;
    private final AuditLog audit;
    private final TransactionOperations transactions;

    public PasswordLinks(
            Links links,
            PersonRepository people,
            Organizations organizations,
            PasswordRules rules,
            Passwords passwords,
            Joining joining,
            Sessions sessions,
            AuditLog audit,
            TransactionOperations transactions) {
        this.links = links;
        this.people = people;
        this.organizations = organizations;
        this.rules = rules;
        this.passwords = passwords;
        this.joining = joining;
        this.sessions = sessions;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * What the page behind a link shows.
     *
     * @param organization whose account it is, or null for the operator's
     * @param endsOthersPassword whether there is a password that others chose, which ends when the person chooses theirs
     */
    record Opened(
            Link link, @Nullable String organization, Person person, PasswordRule rule, boolean endsOthersPassword) {
        boolean isFirst() {
            return link.kind() == LinkKind.SET_PASSWORD;
        }
    }

    /** Reads the link and uses nothing up: mail scanners open links, too. */
    Opened open(String token) {
        var link = links.open(token);
        if (!KINDS.contains(link.kind())) {
            throw LinkProblem.LINK_UNKNOWN.with();
        }
        var person = person(link);
        var organization = link.organization();
        return new Opened(
                link,
                organization == null ? null : organizations.get(organization).name(),
                person,
                rule(organization),
                passwords
                        .find(link.user())
                        .filter(password -> password.setBy() == SetBy.OTHERS)
                        .isPresent());
    }

    /** Uses the link up and sets the password: every other session and link of the person is dead with it. */
    Person set(String token, String password) {
        var opened = open(token);
        rules.require(opened.rule(), password, opened.person().personal(), "password");
        var hashed = passwords.hash(password);
        transactions.executeWithoutResult(transaction -> {
            // Hashing takes a while, in which they may have been blocked.
            var user = person(opened.link()).id();
            var granted = links.holder(opened.link()).requireSelf(user);
            links.consume(granted, opened.link());
            passwords.choose(granted, user, hashed, SetBy.OWNER);
            joining.passwordSet(granted, user);
            links.endAllButInvitations(granted, user);
            sessions.endAll(granted, user);
            record(granted, opened.link().organization(), user, opened.isFirst());
        });
        return opened.person();
    }

    /**
     * Changes one's own password. The session at hand goes on, all others end.
     *
     * @param present the one they have just shown to know; where it was replaced meanwhile, that stands
     */
    public void change(Actor.SignedIn actor, @Nullable OrganizationId home, StoredPassword present, String password) {
        var person = people.find(actor.user()).orElseThrow(AccessProblem.NOT_FOUND::with);
        rules.require(rule(home), password, person.personal(), "password");
        var hashed = passwords.hash(password);
        transactions.executeWithoutResult(transaction -> {
            var granted = actor.requireSelf(actor.user());
            links.endAllButInvitations(granted, actor.user());
            if (!passwords.replace(granted, present, hashed)) {
                throw InvalidException.of("present", "wrong-password");
            }
            sessions.endOthers(granted, actor.user(), actor.session());
            audit.record(
                    granted.inIfAny(home),
                    NewAuditEvent.of(SignInAction.PASSWORD_CHANGED).to(actor.user()));
        });
    }

    public PasswordRule rule(@Nullable OrganizationId organization) {
        if (organization == null) {
            return PasswordRule.OPERATOR;
        }
        Policy policy = organizations.get(organization).policy();
        return policy.password();
    }

    private Person person(Link link) {
        return people.find(link.user()).filter(Person::maySetPassword).orElseThrow(LinkProblem.LINK_UNKNOWN::with);
    }

    private void record(Permit granted, @Nullable OrganizationId organization, UserId user, boolean first) {
        audit.record(
                granted.inIfAny(organization),
                NewAuditEvent.of(first ? SignInAction.PASSWORD_INITIAL_SET : SignInAction.PASSWORD_RESET)
                        .to(user));
    }
}
