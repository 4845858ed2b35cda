package dev.roster.creation;

import dev.roster.access.OrganizationPermit;
import dev.roster.credentials.PasswordResets;
import dev.roster.membership.LinkRequested;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.Savepoints;
import dev.roster.rights.Members;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Emails people who were created without an email the link that they would have got then. */
@Component
public class FirstLinks {
    private final Members members;
    private final PasswordResets resets;
    private final Savepoints savepoints;
    private final ApplicationEventPublisher events;

    FirstLinks(Members members, PasswordResets resets, Savepoints savepoints, ApplicationEventPublisher events) {
        this.members = members;
        this.resets = resets;
        this.savepoints = savepoints;
        this.events = events;
    }

    /**
     * Emails the person, unless they have set a password or answered the invitation, or have got enough of these emails.
     *
     * @return whether there will be an email
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean send(OrganizationPermit granted, UserId user) {
        var status = members.find(granted.organization(), user)
                .map(member -> member.status())
                .orElse(MembershipStatus.ERASED);
        if (status != MembershipStatus.PENDING && status != MembershipStatus.INVITED) {
            return false;
        }
        try {
            return savepoints.within(() -> {
                if (status == MembershipStatus.INVITED) {
                    events.publishEvent(new LinkRequested(granted, user));
                } else {
                    resets.sendFirstOf(granted, user);
                }
                return true;
            });
        } catch (ProblemException refused) {
            return false;
        }
    }
}
