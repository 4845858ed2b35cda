package dev.roster.renewal;

import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.invitation.Offers;
import dev.roster.link.Links;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.RateLimit;
import dev.roster.throttle.Throttle.Tries;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks those who may invite a person for a new invitation. */
@Component
class RenewalRequests {
    private static final RateLimit OF_A_PERSON = new RateLimit("renewal-request", 1, Duration.ofDays(1));
    static final RateLimit OF_AN_ORGANIZATION = new RateLimit("renewal-requests-here", 50, Duration.ofDays(1));

    private final Offers offers;
    private final Links links;
    private final Roles roles;
    private final RenewalMails mails;
    private final Throttle throttle;
    private final AuditLog audit;

    RenewalRequests(Offers offers, Links links, Roles roles, RenewalMails mails, Throttle throttle, AuditLog audit) {
        this.offers = offers;
        this.links = links;
        this.roles = roles;
        this.mails = mails;
        this.throttle = throttle;
        this.audit = audit;
    }

    /**
     * Emails them on behalf of the person behind the link; nobody, if that was done within a day.
     *
     * @throws dev.roster.shared.ProblemException {@link dev.roster.link.LinkProblem} if there is nothing to ask for; {@code
     *     too-many-requests} if very many people ask here
     */
    @Transactional
    public void ask(String token) {
        var asking = offers.getAsking(token);
        var member = asking.member();
        var here = member.organization();
        if (!isFirst(here, member.id())) {
            return;
        }
        var granted = links.holder(asking.link()).requireSelf(member.id()).in(here);
        mails.send(granted, member, inviting(here, member.roles()));
        audit.record(granted, NewAuditEvent.of(RenewalAction.ASKED).to(member.id()));
    }

    private boolean isFirst(OrganizationId here, UserId user) {
        Tries asked;
        try {
            asked = throttle.takeAll(List.of(new Counted(OF_A_PERSON, here + " " + user)));
        } catch (ProblemException again) {
            return false;
        }
        try {
            throttle.take(OF_AN_ORGANIZATION, here.toString());
        } catch (ProblemException many) {
            asked.giveBack();
            throw many;
        }
        return true;
    }

    /** The roles that let their holders invite a person with these. */
    private Set<RoleId> inviting(OrganizationId here, Set<RoleId> offered) {
        return roles.list(here).stream()
                .filter(role -> role.permissions().contains(Permission.USERS_CREATE)
                        && role.governs().containsAll(offered))
                .map(Role::id)
                .collect(Collectors.toSet());
    }
}
