package dev.roster.profile;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.organization.Organizations;
import dev.roster.password.NewPasswords;
import dev.roster.password.PasswordRule;
import dev.roster.password.Passwords;
import dev.roster.password.StoredPassword;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.signin.ChosenPasswords;
import dev.roster.signin.CredentialsRepository;
import dev.roster.signin.PersonRepository;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes one's own password, given the current one. */
@Component
class OwnPassword {
    /** Against guessing the current password in a browser left open. */
    private static final RateLimit PRESENT_PASSWORD = new RateLimit("present-password", 10, Duration.ofMinutes(10));

    private final PersonRepository people;
    private final CredentialsRepository credentials;
    private final Organizations organizations;
    private final Passwords passwords;
    private final NewPasswords newPasswords;
    private final ChosenPasswords chosen;
    private final Throttle throttle;

    OwnPassword(
            PersonRepository people,
            CredentialsRepository credentials,
            Organizations organizations,
            Passwords passwords,
            NewPasswords newPasswords,
            ChosenPasswords chosen,
            Throttle throttle) {
        this.people = people;
        this.credentials = credentials;
        this.organizations = organizations;
        this.passwords = passwords;
        this.newPasswords = newPasswords;
        this.chosen = chosen;
        this.throttle = throttle;
    }

    /** The requirements for the actor's password, from their home's policy. */
    PasswordRule rule(Actor.SignedIn actor) {
        return organizations.passwordRule(home(actor));
    }

    /**
     * Changes it. The current session continues, all others end.
     *
     * @param present what the actor enters as the current one
     * @throws InvalidException if that is wrong, and for each flaw of the new one
     */
    void change(Actor.SignedIn actor, String present, String password) {
        var stored = known(actor, present);
        if (password.equals(present)) {
            throw InvalidException.of("password", "same-password");
        }
        var person = people.find(actor.user()).orElseThrow(AccessProblem.NOT_FOUND::with);
        var hashed = newPasswords.typed(rule(actor), password, person.personal());
        chosen.replace(actor, home(actor), stored, hashed);
    }

    private StoredPassword known(Actor.SignedIn actor, String present) {
        var tries = throttle.takeAll(
                List.of(new Counted(PRESENT_PASSWORD, actor.user().toString())));
        var stored = passwords
                .find(actor.user())
                .filter(found -> passwords.verify(found, present))
                .orElseThrow(() -> InvalidException.of("present", "wrong-password"));
        tries.giveBack();
        return stored;
    }

    private @Nullable OrganizationId home(Actor.SignedIn actor) {
        return credentials.findHome(actor.user()).orElse(null);
    }
}
