package dev.roster.credentials;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The link with which someone who has no password yet sets the first one. */
@Component
public class SetPasswordLinks {
    private final Links links;

    SetPasswordLinks(Links links) {
        this.links = links;
    }

    /** The latest one that was sent to a user who still has to set a password, whether or not it still works. */
    public Optional<Link> find(Actor actor, Member member) {
        if (member.status() != MembershipStatus.PENDING) {
            return Optional.empty();
        }
        actor.require(Permission.USERS_VIEW, member.organization());
        return links.find(member.organization(), member.id(), LinkKind.SET_PASSWORD);
    }
}
