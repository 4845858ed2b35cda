package dev.roster.invitation;

import dev.roster.password.PasswordRules;
import dev.roster.password.Passwords;
import dev.roster.shared.InvalidException;
import org.springframework.stereotype.Component;

/** People without a password of their own accept an invitation and choose one. */
@Component
class Registrations {
    private final Offers offers;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final Enrolments enrolments;

    Registrations(Offers offers, PasswordRules rules, Passwords passwords, Enrolments enrolments) {
        this.offers = offers;
        this.rules = rules;
        this.passwords = passwords;
        this.enrolments = enrolments;
    }

    /** Hands them the account and creates the membership. */
    Offer register(String token, Registration typed) {
        var offer = offers.open(token, Offer.Way.REGISTER);
        check(offer, typed);
        // Hashed before the transaction, so that no lock waits for it.
        var hashed = passwords.hash(typed.passwordOrBlank());
        enrolments.enrol(offer, typed.names(), hashed);
        return offer;
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
