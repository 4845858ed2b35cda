package dev.roster.credentials;

import dev.roster.access.SelfPermit;
import dev.roster.link.Link;
import dev.roster.link.Links;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.session.Sessions;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;

/** Replaces a password with the one that its person chose behind a link. */
@Component
public class PasswordChoice {
    private final Links links;
    private final Passwords passwords;
    private final Sessions sessions;

    PasswordChoice(Links links, Passwords passwords, Sessions sessions) {
        this.links = links;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /** What the person behind the link may do for themselves. */
    public SelfPermit holder(Link link) {
        return links.holder(link).requireSelf(link.user());
    }

    /**
     * Uses the link up, and ends every other link to a password. Before {@link #replace}: those who follow a link have its row
     * first, and the account then.
     *
     * @throws dev.roster.shared.ProblemException where it was used meanwhile
     */
    public void useUp(SelfPermit self, Link link) {
        links.consume(self, link);
        links.endAllButInvitations(self, link.user());
    }

    /** Writes the password, and signs out everybody who knew the one before. */
    public void replace(SelfPermit self, UserId user, HashedPassword hashed, SetBy setBy) {
        passwords.choose(self, user, hashed, setBy);
        sessions.endAll(self, user);
    }
}
