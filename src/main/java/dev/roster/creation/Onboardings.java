package dev.roster.creation;

import dev.roster.access.OrganizationPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.creation.Creations.Origin;
import dev.roster.credentials.PasswordMails;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.group.Group;
import dev.roster.groups.GroupMembers;
import dev.roster.membership.MemberInvited;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.NewUser;
import dev.roster.organization.Policy;
import dev.roster.password.FirstPassword;
import dev.roster.password.Passwords;
import dev.roster.rights.Standing;
import dev.roster.shared.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Gives new members what they start with: groups, and a password, an invitation or a link to set a password. */
@Component
class Onboardings {
    private final GroupMembers groupMembers;
    private final Passwords passwords;
    private final PasswordMails mails;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Onboardings(
            GroupMembers groupMembers,
            Passwords passwords,
            PasswordMails mails,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.groupMembers = groupMembers;
        this.passwords = passwords;
        this.mails = mails;
        this.audit = audit;
        this.events = events;
    }

    /** @param created the users whose memberships were just inserted */
    void begin(OrganizationPermit granted, Standing standing, Policy policy, List<NewUser> created, Origin origin) {
        var first = new LinkedHashMap<UserId, FirstPassword>();
        var joined = new LinkedHashMap<UserId, List<Group>>();
        for (var newcomer : created) {
            if (newcomer.password() != null) {
                first.put(newcomer.id(), newcomer.password());
            }
            if (!newcomer.groups().isEmpty()) {
                joined.put(newcomer.id(), newcomer.groups());
            }
        }
        if (!first.isEmpty()) {
            passwords.storeFirst(granted, first);
        }
        if (!joined.isEmpty()) {
            groupMembers.joinAll(granted, joined);
        }
        if (!created.isEmpty()) {
            audit.recordAll(
                    granted,
                    created.stream()
                            .map(newcomer -> event(newcomer, origin).administrators(administers(standing, newcomer)))
                            .toList());
        }
        created.forEach(newcomer -> tell(granted, policy, newcomer, origin.mails()));
    }

    private static boolean administers(Standing standing, NewUser newcomer) {
        var role = newcomer.role();
        return (role != null && standing.administers(role.id()))
                || newcomer.groups().stream()
                        .flatMap(group -> group.roleIds().stream())
                        .anyMatch(standing::administers);
    }

    private void tell(OrganizationPermit granted, Policy policy, NewUser newcomer, boolean mail) {
        var profile = newcomer.profile();
        if (newcomer.status() == MembershipStatus.INVITED) {
            events.publishEvent(new MemberInvited(granted, newcomer.id(), profile, mail));
        } else if (newcomer.status() == MembershipStatus.PENDING && mail) {
            var to = new Addressee(newcomer.id(), Objects.requireNonNull(profile.email()), profile.locale());
            mails.sendFirst(granted, to, policy.links().forSetPassword());
        }
    }

    private static NewAuditEvent event(NewUser newcomer, Origin origin) {
        var values = newcomer.recorded();
        if (origin.isImport()) {
            values.put("by", "import");
        }
        return NewAuditEvent.of(CreationAction.CREATED).to(newcomer.id()).after(values);
    }
}
