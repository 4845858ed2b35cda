package dev.roster.invitation;

import dev.roster.invitation.InvitationRepository.Account;
import dev.roster.membership.Member;
import dev.roster.rights.Members;
import dev.roster.shared.EmailAddress;
import dev.roster.signin.PasswordForgotten;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Invited people who ask for a new password have none yet: they get their invitation again, with its time unchanged. */
@Component
class InvitationReminders {
    private final Members members;
    private final InvitationRepository repository;
    private final InvitationLinks links;
    private final InvitationMails mails;
    private final Clock clock;

    InvitationReminders(
            Members members,
            InvitationRepository repository,
            InvitationLinks links,
            InvitationMails mails,
            Clock clock) {
        this.members = members;
        this.repository = repository;
        this.links = links;
        this.mails = mails;
        this.clock = clock;
    }

    /** @param to the address of their account */
    private record Reminder(Member member, EmailAddress to) {}

    @EventListener
    void remind(PasswordForgotten forgotten) {
        var here = forgotten.invitedBy();
        var user = forgotten.user();
        members.find(here, user)
                .flatMap(member -> repository
                        .findAccount(user, here)
                        .map(Account::email)
                        .filter(member::hasEmail)
                        .map(to -> new Reminder(member, to)))
                .ifPresent(reminder -> {
                    var granted = forgotten.granted().in(here);
                    if (reminder.member().isPending(clock.instant())) {
                        mails.remind(granted, user, reminder.to(), links.get(reminder.member()));
                    } else {
                        mails.tellExpired(granted, user, reminder.to());
                    }
                });
    }
}
