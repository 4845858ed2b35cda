package dev.roster.signin;

import dev.roster.access.Actor;

/** What a person does who signs in to accept an invitation. */
public interface InvitationReply {
    /**
     * Accepts it, in the transaction that starts the session.
     *
     * @param actor who has proven that the account is theirs
     */
    void accept(Actor actor, String token);
}
