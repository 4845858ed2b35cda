package dev.roster.invitation;

import dev.roster.access.OrganizationPermit;
import dev.roster.credentials.PasswordChoice;
import dev.roster.link.LinkProblem;
import dev.roster.membership.Transition;
import dev.roster.password.HashedPassword;
import dev.roster.password.SetBy;
import dev.roster.people.Joining;
import dev.roster.people.Profiles;
import dev.roster.person.ProfileInput;
import dev.roster.shared.UserId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands an invited person their account, all or nothing. */
@Component
class Enrolments {
    private final Inviters inviters;
    private final InvitationRepository repository;
    private final PasswordChoice choice;
    private final Profiles profiles;
    private final Joining joining;
    private final Mailboxes mailboxes;
    private final Clock clock;

    Enrolments(
            Inviters inviters,
            InvitationRepository repository,
            PasswordChoice choice,
            Profiles profiles,
            Joining joining,
            Mailboxes mailboxes,
            Clock clock) {
        this.inviters = inviters;
        this.repository = repository;
        this.choice = choice;
        this.profiles = profiles;
        this.joining = joining;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /** @param names the name the person enters; used only if the account belongs to no other organization */
    @Transactional
    public void enrol(Offer offer, ProfileInput names, HashedPassword hashed) {
        var user = offer.member().id();
        var self = choice.holder(offer.link());
        var here = self.in(offer.member().organization());
        inviters.requireStillGiven(here, user);
        choice.useUp(self, offer.link());
        requireNoOwnPassword(here, user);
        choice.replace(self, user, hashed, offer.provesMailbox() ? SetBy.OWNER : SetBy.HOLDER);
        if (!offer.elsewhere()) {
            profiles.introduce(here, user, names);
        }
        joining.answerInvitation(here, user, Transition.ACCEPT);
        repository.acceptedTerms(here, user, clock.instant());
        if (offer.provesMailbox()) {
            joining.passwordSet(self, user);
        } else {
            mailboxes.askToConfirm(here, user);
        }
    }

    /**
     * If two invitations are accepted at once, one of them completes the account; the other one then needs to be signed in to.
     */
    private void requireNoOwnPassword(OrganizationPermit here, UserId user) {
        repository.hold(here, user);
        if (repository.findAccount(user, here.organization()).orElseThrow().hasOwnPassword()) {
            throw LinkProblem.LINK_USED.with();
        }
    }
}
