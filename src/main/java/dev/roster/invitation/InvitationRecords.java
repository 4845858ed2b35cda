package dev.roster.invitation;

import dev.roster.access.Author;
import dev.roster.membership.MemberInvited;
import dev.roster.person.MemberForgotten;
import dev.roster.person.UserErased;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Creates and deletes invitations along with the memberships that they offer. */
@Component
class InvitationRecords {
    private final InvitationRepository repository;
    private final InvitationLinks links;
    private final InvitationMails mails;
    private final Clock clock;

    InvitationRecords(InvitationRepository repository, InvitationLinks links, InvitationMails mails, Clock clock) {
        this.repository = repository;
        this.links = links;
        this.mails = mails;
        this.clock = clock;
    }

    /** Creates the link and the email for a membership that was offered. */
    @EventListener
    void make(MemberInvited invited) {
        var granted = invited.granted();
        var user = invited.user();
        repository.put(granted, user, invited.profile(), Author.of(granted.actor()), clock.instant());
        var link = links.issue(granted, user);
        if (invited.mailed()) {
            var account = repository.findAccount(user, granted.organization()).orElseThrow();
            mails.send(granted, user, account.email(), link);
        }
    }

    @EventListener
    void forget(UserErased erased) {
        repository.deleteAllOf(erased.granted(), erased.user());
    }

    @EventListener
    void forget(MemberForgotten forgotten) {
        repository.delete(forgotten.granted(), forgotten.user());
    }
}
