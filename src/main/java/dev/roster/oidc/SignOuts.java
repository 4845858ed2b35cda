package dev.roster.oidc;

import dev.roster.access.Actor;
import dev.roster.session.Sessions;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Signs people out at the wish of an application (OpenID Connect RP-Initiated Logout 1.0). */
@Component
class SignOuts {
    private final Endings endings;
    private final Sessions sessions;
    private final TransactionOperations transactions;

    SignOuts(Endings endings, Sessions sessions, TransactionOperations transactions) {
        this.endings = endings;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    /**
     * Ends the sign-in and, if the browser is signed in to Roster, its session with all sign-ins that began in it.
     *
     * @param holder the person who is signed in here; null if nobody is
     */
    void signOut(@Nullable UUID signIn, @Nullable Holder holder, HttpServletResponse response) {
        if (signIn != null) {
            endings.end(signIn);
        }
        var session = holder == null ? null : holder.session();
        if (holder != null && session != null) {
            endings.endOfSession(session);
            var self = new Actor.Proven(holder.user(), null, "application").requireSelf(holder.user());
            transactions.executeWithoutResult(_ -> sessions.end(self, holder.user(), session));
            sessions.forgetCookie(response);
        }
    }
}
