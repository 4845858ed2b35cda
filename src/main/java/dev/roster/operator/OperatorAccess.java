package dev.roster.operator;

import dev.roster.access.OperatorPermit;
import dev.roster.factor.Factors;
import dev.roster.link.Links;
import dev.roster.password.HashedPassword;
import dev.roster.password.NewPasswords;
import dev.roster.password.PasswordRule;
import dev.roster.password.Passwords;
import dev.roster.session.Sessions;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;

/** What opens an operator's account: password, sessions and links. */
@Component
class OperatorAccess {
    private final NewPasswords generated;
    private final Passwords passwords;
    private final Factors factors;
    private final Sessions sessions;
    private final Links links;

    OperatorAccess(NewPasswords generated, Passwords passwords, Factors factors, Sessions sessions, Links links) {
        this.generated = generated;
        this.passwords = passwords;
        this.factors = factors;
        this.sessions = sessions;
        this.links = links;
    }

    /** A generated password, to be handed over once. */
    record Generated(String password, HashedPassword hashed) {
        @Override
        public String toString() {
            return "Generated"; // never the password
        }
    }

    /** Generates a password. Takes tens of milliseconds, so call it before the transaction. */
    Generated generate() {
        var password = generated.generate(PasswordRule.OPERATOR);
        return new Generated(password, generated.hash(password));
    }

    /** Leaves a new password as the only thing that opens it; it must be changed at the first sign-in. */
    void replace(OperatorPermit granted, UserId user, HashedPassword password) {
        // Links first: those who follow a link lock them first, too.
        links.endAllButInvitations(granted, user);
        passwords.give(granted, user, password, true);
        sessions.endAll(granted, user);
    }

    /** Leaves the password alone to open it. */
    void resetFactors(OperatorPermit granted, UserId user) {
        factors.removeAll(granted, user);
        sessions.endAll(granted, user);
    }

    /** Leaves nothing that opens it. */
    void end(OperatorPermit granted, UserId user) {
        links.endAllButInvitations(granted, user);
        passwords.drop(granted, user);
        sessions.endAll(granted, user);
    }
}
