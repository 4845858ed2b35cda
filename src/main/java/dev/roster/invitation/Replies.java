package dev.roster.invitation;

import dev.roster.access.Actor;
import dev.roster.link.LinkProblem;
import dev.roster.link.Links;
import dev.roster.membership.Transition;
import dev.roster.people.Joining;
import dev.roster.rights.Governing;
import dev.roster.signin.InvitationReply;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * People with an account accept or decline an invitation. What it gives is checked again when it is accepted: the person who
 * sent it must still be able to give it at that moment.
 */
@Component
class Replies implements InvitationReply {
    private final Offers offers;
    private final Inviters inviters;
    private final Governing governing;
    private final Links links;
    private final InvitationRepository repository;
    private final Joining joining;
    private final Mailboxes mailboxes;

    Replies(
            Offers offers,
            Inviters inviters,
            Governing governing,
            Links links,
            InvitationRepository repository,
            Joining joining,
            Mailboxes mailboxes) {
        this.offers = offers;
        this.inviters = inviters;
        this.governing = governing;
        this.links = links;
        this.repository = repository;
        this.joining = joining;
        this.mailboxes = mailboxes;
    }

    /** @param actor who has proven that the account is theirs, by a session or a password */
    @Override
    @Transactional
    public void accept(Actor actor, String token) {
        var offer = offers.open(token, Offer.Way.SIGN_IN);
        var user = offer.member().id();
        if (!actor.is(user)) {
            throw InvitationProblem.INVITED_IS_SOMEBODY_ELSE.with();
        }
        var self = actor.requireSelf(user);
        var here = self.in(offer.member().organization());
        inviters.requireStillGiven(here, user);
        links.consume(self, offer.link());
        repository.hold(here, user);
        // Someone else may have set the password since the page was shown.
        if (!repository.findAccount(user, here.organization()).orElseThrow().hasOwnPassword()) {
            throw LinkProblem.LINK_USED.with();
        }
        joining.answerInvitation(here, user, Transition.ACCEPT);
        if (offer.provesMailbox()) {
            mailboxes.proven(here, user);
        } else if (!offer.verified()) {
            mailboxes.askToConfirm(here, user);
        }
    }

    /** Declines for the person behind the link. */
    @Transactional
    public Offer decline(String token) {
        var offer = offers.open(token);
        var user = offer.member().id();
        var here =
                links.holder(offer.link()).requireSelf(user).in(offer.member().organization());
        governing.lock(here);
        links.consume(here, offer.link());
        joining.answerInvitation(here, user, Transition.DECLINE);
        return offer;
    }
}
