package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.factor.Factors;
import dev.roster.password.Passwords;
import dev.roster.session.Sessions;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;

/** What becomes of a password and of second factors when their person proves the mailbox. */
@Component
public class MailboxProofs {
    private final Passwords passwords;
    private final Factors factors;
    private final Sessions sessions;

    MailboxProofs(Passwords passwords, Factors factors, Sessions sessions) {
        this.passwords = passwords;
        this.factors = factors;
        this.sessions = sessions;
    }

    /** Whoever holds the account has proven the mailbox: what they chose before is theirs. */
    public void own(Permit granted, UserId user) {
        passwords.own(user);
        factors.prove(granted, user);
    }

    /** Ends what somebody else may have chosen: the password, the second factors added with it, and all sessions. */
    public void endOthers(Permit granted, UserId user) {
        passwords.drop(granted, user);
        factors.removeUnproven(granted, user);
        sessions.endAll(granted, user);
    }
}
