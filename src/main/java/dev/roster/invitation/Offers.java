package dev.roster.invitation;

import dev.roster.invitation.InvitationRepository.Account;
import dev.roster.invitation.Offer.Given;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.LinkProblem;
import dev.roster.link.Links;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.organization.Organizations;
import dev.roster.rights.Members;
import dev.roster.roles.Roles;
import dev.roster.shared.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the invitation behind a link. Changes nothing. */
@Component
public class Offers {
    private final InvitationRepository repository;
    private final Members members;
    private final Organizations organizations;
    private final Roles roles;
    private final Links links;
    private final Clock clock;

    Offers(
            InvitationRepository repository,
            Members members,
            Organizations organizations,
            Roles roles,
            Links links,
            Clock clock) {
        this.repository = repository;
        this.members = members;
        this.organizations = organizations;
        this.roles = roles;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Reads the link without consuming it: mail scanners open links, too.
     *
     * @throws dev.roster.shared.ProblemException {@link LinkProblem}
     */
    Offer open(String token) {
        var identified = identify(token).orElseThrow(LinkProblem.LINK_UNKNOWN::with);
        var link = identified.link();
        links.requireLive(link);
        var organization = Objects.requireNonNull(link.organization());
        var member = members.find(organization, link.user())
                .filter(m -> !m.hasJoined())
                .orElseThrow(LinkProblem.LINK_USED::with);
        var account = repository
                .findAccount(link.user(), organization)
                .filter(a -> !a.blocked() && member.hasEmail(a.email()))
                .orElseThrow(LinkProblem.LINK_USED::with);
        var company = organizations.get(organization);
        return new Offer(
                link,
                identified.provesMailbox(),
                member,
                company.name(),
                company.policy(),
                member.invited() == null ? null : member.invited().by(),
                way(account, identified.provesMailbox()),
                account.hasPassword() && !account.hasOwnPassword(),
                account.elsewhere(),
                account.verified());
    }

    /** What the person gets by accepting: a role, or groups by name. */
    List<Given> listGiven(Offer offer) {
        return Given.to(offer.member(), roles.list(offer.member().organization()));
    }

    /** The same, provided it is accepted in this way; otherwise a problem that says what to do instead. */
    Offer open(String token, Offer.Way way) {
        var offer = open(token);
        if (offer.way() == Offer.Way.MAILED_LINK_ONLY) {
            throw InvitationProblem.MAILED_LINK_NEEDED.with(offer.email());
        }
        if (offer.way() != way) {
            throw LinkProblem.LINK_USED.with();
        }
        return offer;
    }

    /** For a dead link: who can send a new one, if it is known whose it was. */
    public Optional<Offer.Host> findHost(String token) {
        return identify(token).map(found -> host(found.link()));
    }

    /**
     * The invited person behind a link that is of no more use to them, and who can ask for a new one.
     *
     * @throws ProblemException {@link LinkProblem} if the link is unknown, can still be accepted, or was accepted or revoked
     */
    public Asking getAsking(String token) {
        var link = identify(token).orElseThrow(LinkProblem.LINK_UNKNOWN::with).link();
        return new Asking(link, findAsking(link).orElseThrow(LinkProblem.LINK_USED::with));
    }

    /** A person who can ask for a new invitation, and the link that they came with. */
    public record Asking(Link link, Member member) {}

    private Optional<Member> findAsking(Link link) {
        return members.find(Objects.requireNonNull(link.organization()), link.user())
                .filter(member -> !member.blocked())
                .filter(member -> member.status() == MembershipStatus.DECLINED
                        || (member.status() == MembershipStatus.INVITED && link.isExpired(clock.instant())));
    }

    private Optional<Links.Identified> identify(String token) {
        return links.identify(token).filter(found -> found.link().kind() == LinkKind.INVITATION);
    }

    private Offer.Host host(Link link) {
        var organization = Objects.requireNonNull(link.organization());
        return new Offer.Host(
                organizations.get(organization).name(),
                repository
                        .find(organization, link.user())
                        .flatMap(invitation -> repository.findName(invitation.inviter()))
                        .orElse(null),
                findAsking(link).isPresent());
    }

    private static Offer.Way way(Account account, boolean provesMailbox) {
        if (account.hasOwnPassword()) {
            return Offer.Way.SIGN_IN;
        }
        return (account.elsewhere() || account.hasPassword()) && !provesMailbox
                ? Offer.Way.MAILED_LINK_ONLY
                : Offer.Way.REGISTER;
    }
}
