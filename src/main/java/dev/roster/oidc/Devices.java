package dev.roster.oidc;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.application.Application;
import dev.roster.application.ConsentRepository;
import dev.roster.oidc.ClaimsRepository.Choice;
import dev.roster.session.Sessions;
import dev.roster.shared.InvalidException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Devices without a browser wait until somebody lets them in elsewhere (RFC 8628). */
@Component
class Devices {
    private final SignInRepository repository;
    private final ConsentRepository consents;
    private final RegisteredApplications applications;
    private final ClaimsRepository claims;
    private final DeviceCodes codes;
    private final Sessions sessions;
    private final Clock clock;

    Devices(
            SignInRepository repository,
            ConsentRepository consents,
            RegisteredApplications applications,
            ClaimsRepository claims,
            DeviceCodes codes,
            Sessions sessions,
            Clock clock) {
        this.repository = repository;
        this.consents = consents;
        this.applications = applications;
        this.claims = claims;
        this.codes = codes;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A device that waits, and the organizations in which the person may let it in. */
    record Waiting(UUID signIn, Application application, List<String> scopes, List<Choice> choices) {
        Waiting {
            scopes = List.copyOf(scopes);
            choices = List.copyOf(choices);
        }
    }

    /**
     * The device that shows this code.
     *
     * @throws InvalidException if there is none, or not any more
     * @throws dev.roster.shared.ProblemException {@code too-many-requests} after ten wrong codes; {@code
     *     application-not-yours} if the person may use the application nowhere
     */
    Waiting get(Actor.SignedIn actor, String code) {
        var tries = codes.count(actor.user());
        var waiting = repository
                .findWaiting(codes.macs(code), clock.instant())
                .orElseThrow(() -> InvalidException.of("userCode", "device-code"));
        tries.giveBack();
        var application = applications
                .find(waiting.application().toString())
                .orElseThrow(() -> InvalidException.of("userCode", "device-code"));
        var choices = claims.listChoices(actor.user(), application, null);
        if (choices.isEmpty()) {
            throw OidcProblem.APPLICATION_NOT_YOURS.with(application.name());
        }
        return new Waiting(waiting.id(), application, waiting.scopes(), choices);
    }

    /**
     * Lets the device in.
     *
     * @param organization the slug; may be missing if there is only one choice
     */
    @Transactional
    public Application letIn(Actor.SignedIn actor, String code, @Nullable String organization) {
        var waiting = get(actor, code);
        var choices = waiting.choices();
        var chosen = choices.size() == 1
                ? choices.getFirst()
                : choices.stream()
                        .filter(choice -> choice.slug().equals(organization))
                        .findFirst()
                        .orElseThrow(() -> InvalidException.of("organization", "required"));
        var self = actor.requireSelf(actor.user());
        var now = clock.instant();
        var session = sessions.find(actor.user(), actor.session()).orElseThrow(AccessProblem.UNAUTHENTICATED::with);
        if (!repository.letIn(self, waiting.signIn(), chosen.id(), session, now)) {
            throw InvalidException.of("userCode", "device-code");
        }
        var application = waiting.application();
        if (!application.firstParty()) {
            consents.save(self, actor.user(), application.id(), waiting.scopes(), now);
        }
        return application;
    }

    /** Refuses the device. */
    @Transactional
    public Application refuse(Actor.SignedIn actor, String code) {
        var waiting = get(actor, code);
        repository.refuse(actor.requireSelf(actor.user()), waiting.signIn());
        return waiting.application();
    }
}
