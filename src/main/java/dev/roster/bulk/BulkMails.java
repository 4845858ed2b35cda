package dev.roster.bulk;

import dev.roster.access.Actor;
import dev.roster.credentials.PasswordResets;
import dev.roster.directory.BulkAction;
import dev.roster.invitation.Invitations;
import dev.roster.membership.Member;
import dev.roster.shared.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The bulk actions that email people. Counters of sent email cannot be rolled back, so these are checked rather than tried. */
@Component
class BulkMails {
    private final Invitations invitations;
    private final PasswordResets resets;

    BulkMails(Invitations invitations, PasswordResets resets) {
        this.invitations = invitations;
        this.resets = resets;
    }

    static boolean are(BulkAction action) {
        return action == BulkAction.SEND_INVITATION || action == BulkAction.SEND_LINK;
    }

    void sendLink(Actor actor, Member member) {
        resets.sendFirst(actor, member.organization(), member.id());
    }

    void send(Actor actor, BulkAction action, Member member) {
        if (action == BulkAction.SEND_LINK) {
            sendLink(actor, member);
        } else {
            invitations.sendAgain(actor, member.organization(), member.id());
        }
    }

    /** Why {@link #send} would currently be refused, or empty. */
    Optional<ProblemException> findObstacle(Actor actor, BulkAction action, Member member) {
        return action == BulkAction.SEND_LINK
                ? resets.findObstacle(actor, member.organization(), member.id())
                : invitations.findObstacle(actor, member.organization(), member.id());
    }
}
