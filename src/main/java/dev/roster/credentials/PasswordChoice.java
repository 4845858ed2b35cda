package dev.roster.credentials;

import dev.roster.access.SelfPermit;
import dev.roster.factor.Factors;
import dev.roster.link.Link;
import dev.roster.link.Links;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.session.Sessions;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;

/** Replaces a password with the one that the person chose behind a link. */
@Component
public class PasswordChoice {
    private final Links links;
    private final Passwords passwords;
    private final Factors factors;
    private final Sessions sessions;

    PasswordChoice(Links links, Passwords passwords, Factors factors, Sessions sessions) {
        this.links = links;
        this.passwords = passwords;
        this.factors = factors;
        this.sessions = sessions;
    }

    /** What the person behind the link may do for themselves. */
    public SelfPermit holder(Link link) {
        return links.holder(link).requireSelf(link.user());
    }

    /**
     * Consumes the link, and ends every other link to a password. Call before {@link #replace}: those who follow a link lock
     * its row first, and the account second.
     *
     * @throws dev.roster.shared.ProblemException if it has been used in the meantime
     */
    public void useUp(SelfPermit self, Link link) {
        links.consume(self, link);
        links.endAllButInvitations(self, link.user());
    }

    /**
     * Stores the password, signs out everyone who knew the previous one, and ends second factors that they may have added. Those of
     * the mailbox's owner stay: a link alone does not replace them.
     */
    public void replace(SelfPermit self, UserId user, HashedPassword hashed, SetBy setBy) {
        passwords.choose(self, user, hashed, setBy);
        factors.removeUnproven(self, user);
        sessions.endAll(self, user);
    }
}
