package dev.roster.invitation;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.credentials.AddressChanges;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.LinkProblem;
import dev.roster.link.Links;
import dev.roster.membership.Transition;
import dev.roster.organization.Organizations;
import dev.roster.password.PasswordRules;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.people.Joining;
import dev.roster.people.Profiles;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.session.Sessions;
import dev.roster.shared.InvalidException;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The invited say yes or no. What the invitation gives is looked at again when it is accepted: whoever sent it must be able
 * to give it at that moment.
 */
@Component
public class Answers {
    private final InvitationRepository repository;
    private final InvitationMails mails;
    private final Members members;
    private final Joining joining;
    private final Profiles profiles;
    private final AddressChanges addresses;
    private final Organizations organizations;
    private final Governing governing;
    private final Inviters inviters;
    private final Links links;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final Sessions sessions;
    private final TransactionOperations transactions;
    private final Clock clock;

    Answers(
            InvitationRepository repository,
            InvitationMails mails,
            Members members,
            Joining joining,
            Profiles profiles,
            AddressChanges addresses,
            Organizations organizations,
            Governing governing,
            Inviters inviters,
            Links links,
            PasswordRules rules,
            Passwords passwords,
            Sessions sessions,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.mails = mails;
        this.members = members;
        this.joining = joining;
        this.profiles = profiles;
        this.addresses = addresses;
        this.organizations = organizations;
        this.governing = governing;
        this.inviters = inviters;
        this.links = links;
        this.rules = rules;
        this.passwords = passwords;
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Reads the link and uses nothing up: mail scanners open links, too.
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

    /** For a link that is dead: who can send a new one, where it is known whose it was. */
    Optional<Asked> whomToAsk(String token) {
        return identify(token).map(found -> asked(found.link()));
    }

    /** @param by null where nobody in particular is known */
    public record Asked(String organization, @Nullable String by) {}

    /** Makes the account theirs, and the membership with it. */
    Offer register(String token, Registration typed) {
        var offer = open(token);
        requireWay(offer, Offer.Way.REGISTER);
        check(offer, typed);
        var hashed = passwords.hash(typed.passwordOrBlank());
        transactions.executeWithoutResult(transaction -> {
            var user = offer.member().id();
            var self = links.holder(offer.link()).requireSelf(user);
            var here = self.in(offer.member().organization());
            inviters.requireStillGiven(here, user);
            links.consume(self, offer.link());
            // Links first, as whoever follows one has them.
            links.endAllButInvitations(self, user);
            requireNoOwnPassword(here, user);
            passwords.choose(self, user, hashed, offer.provesMailbox() ? SetBy.OWNER : SetBy.HOLDER);
            // Of those who knew the password that it replaces.
            sessions.endAll(self, user);
            if (!offer.elsewhere()) {
                profiles.introduce(here, user, typed.names());
            }
            joining.answerInvitation(here, user, Transition.ACCEPT);
            repository.acceptedTerms(here, user, clock.instant());
            if (offer.provesMailbox()) {
                joining.passwordSet(self, user);
            } else {
                askToConfirm(here, user);
            }
        });
        return offer;
    }

    /**
     * Says yes for an account that exists.
     *
     * @param actor who has shown that the account is theirs: by their session or their password
     */
    @Transactional
    public void accept(Actor actor, String token) {
        var offer = open(token);
        requireWay(offer, Offer.Way.SIGN_IN);
        var user = offer.member().id();
        if (!actor.is(user)) {
            throw InvitationProblem.INVITED_IS_SOMEBODY_ELSE.with();
        }
        var self = actor.requireSelf(user);
        var here = self.in(offer.member().organization());
        inviters.requireStillGiven(here, user);
        links.consume(self, offer.link());
        repository.hold(here, user);
        // Others may have set the password since the page was shown.
        if (!repository.findAccount(user, here.organization()).orElseThrow().hasOwnPassword()) {
            throw LinkProblem.LINK_USED.with();
        }
        joining.answerInvitation(here, user, Transition.ACCEPT);
        if (offer.provesMailbox()) {
            passwords.own(user);
            addresses.confirmed(here, user);
        } else if (!offer.verified()) {
            askToConfirm(here, user);
        }
    }

    private void askToConfirm(OrganizationPermit here, UserId user) {
        var account = repository.findAccount(user, here.organization()).orElseThrow();
        mails.askToConfirm(here, repository.find(here.organization(), user).orElseThrow(), account.email());
    }

    @Transactional
    public Offer decline(String token) {
        var offer = open(token);
        var user = offer.member().id();
        var here =
                links.holder(offer.link()).requireSelf(user).in(offer.member().organization());
        governing.lock(here);
        links.consume(here, offer.link());
        joining.answerInvitation(here, user, Transition.DECLINE);
        return offer;
    }

    private Optional<Links.Identified> identify(String token) {
        return links.identify(token).filter(found -> found.link().kind() == LinkKind.INVITATION);
    }

    private Asked asked(Link link) {
        var organization = Objects.requireNonNull(link.organization());
        return new Asked(
                organizations.get(organization).name(),
                repository
                        .find(organization, link.user())
                        .flatMap(invitation -> repository.findName(invitation.inviter()))
                        .orElse(null));
    }

    /** Of two invitations that are accepted at once, by whomever, one makes the account; the other is then signed in to. */
    private void requireNoOwnPassword(OrganizationPermit here, UserId user) {
        repository.hold(here, user);
        if (repository.findAccount(user, here.organization()).orElseThrow().hasOwnPassword()) {
            throw LinkProblem.LINK_USED.with();
        }
    }

    private static Offer.Way way(Account account, boolean provesMailbox) {
        if (account.hasOwnPassword()) {
            return Offer.Way.SIGN_IN;
        }
        return (account.elsewhere() || account.hasPassword()) && !provesMailbox
                ? Offer.Way.MAILED_LINK_ONLY
                : Offer.Way.REGISTER;
    }

    private static void requireWay(Offer offer, Offer.Way way) {
        if (offer.way() == Offer.Way.MAILED_LINK_ONLY) {
            throw InvitationProblem.MAILED_LINK_NEEDED.with(offer.email());
        }
        if (offer.way() != way) {
            throw LinkProblem.LINK_USED.with();
        }
    }

    private void check(Offer offer, Registration typed) {
        var errors = new InvalidException.Collector();
        if (!offer.elsewhere()) {
            offer.member().profile().changed(typed.names(), offer.policy(), errors);
        }
        var password = typed.passwordOrBlank();
        if (password.isEmpty()) {
            errors.add("password", "required");
        } else {
            var personal =
                    PasswordRules.personal(offer.email(), typed.displayName(), typed.firstName(), typed.lastName());
            rules.check(offer.policy().password(), password, personal, "password", errors);
            if (!password.equals(typed.again())) {
                errors.add("again", "not-the-same");
            }
        }
        if (typed.terms() == null) {
            errors.add("terms", "terms");
        }
        errors.throwIfAny();
    }
}
