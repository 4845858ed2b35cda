package dev.roster.applicationuse;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.oidc.Endings;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets people see and end their own sign-ins at applications, and what they have allowed them. */
@Component
class MyApplications {
    private final UseRepository repository;
    private final Endings endings;
    private final Clock clock;

    MyApplications(UseRepository repository, Endings endings, Clock clock) {
        this.repository = repository;
        this.endings = endings;
        this.clock = clock;
    }

    /** The last used first. */
    List<MySignIn> listSignIns(Actor.SignedIn actor) {
        return repository.listSignIns(actor.user(), clock.instant());
    }

    /** By name of the application. */
    List<MyConsent> listConsents(Actor.SignedIn actor) {
        return repository.listConsents(actor.user());
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found} if it is not theirs, or has ended */
    @Transactional
    public void end(Actor.SignedIn actor, UUID signIn) {
        if (!endings.endOwn(actor.requireSelf(actor.user()), signIn)) {
            throw AccessProblem.NOT_FOUND.with();
        }
    }

    /**
     * Takes back a consent, and ends the sign-ins that it allowed.
     *
     * @throws dev.roster.shared.ProblemException {@code not-found} if there is none
     */
    @Transactional
    public void revoke(Actor.SignedIn actor, UUID application) {
        if (!endings.revokeConsent(actor.requireSelf(actor.user()), application)) {
            throw AccessProblem.NOT_FOUND.with();
        }
    }
}
