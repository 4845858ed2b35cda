package dev.roster.factors;

import dev.roster.access.Actor;
import dev.roster.api.Responses;
import dev.roster.credentials.MemberFactors;
import dev.roster.factor.FactorState;
import dev.roster.factor.Passkey;
import dev.roster.http.OrganizationAtHand;
import dev.roster.shared.UserId;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for the second factors of users. */
@RestController
@RequestMapping(
        path = "/api/v1/organizations/{organization}/users/{user}/factors",
        produces = MediaType.APPLICATION_JSON_VALUE)
class FactorApi {
    private final MemberFactors factors;

    FactorApi(MemberFactors factors) {
        this.factors = factors;
    }

    /**
     * Which factors a user has.
     *
     * @param totp whether there is an authenticator app
     * @param recoveryCodes how many are left
     */
    record FactorsJson(boolean totp, List<Passkey> passkeys, int recoveryCodes) {
        static FactorsJson of(FactorState state) {
            return new FactorsJson(state.totp() != null, state.passkeys(), state.recoveryCodes());
        }
    }

    @GetMapping
    @Responses({"forbidden", "person-not-governed", "not-in-this-status"})
    FactorsJson get(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return FactorsJson.of(factors.state(actor, organization.id(), user));
    }

    @DeleteMapping
    @Responses({"forbidden", "person-not-governed", "not-home", "account-not-yours", "not-in-this-status"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        factors.reset(actor, organization.id(), user);
    }
}
