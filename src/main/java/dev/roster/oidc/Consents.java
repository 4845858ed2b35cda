package dev.roster.oidc;

import dev.roster.application.ConsentRepository;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What people have allowed applications to know about them, as the authorization server wants it. */
@Component
class Consents implements OAuth2AuthorizationConsentService {
    private final ConsentRepository repository;
    private final TransactionOperations transactions;
    private final Clock clock;

    Consents(ConsentRepository repository, TransactionOperations transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        transactions.executeWithoutResult(_ -> repository.save(
                SignIns.permit(),
                user(consent.getPrincipalName()),
                UUID.fromString(consent.getRegisteredClientId()),
                List.copyOf(consent.getScopes()),
                clock.instant()));
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        transactions.executeWithoutResult(_ -> repository.delete(
                SignIns.permit(), user(consent.getPrincipalName()), UUID.fromString(consent.getRegisteredClientId())));
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String client, String principal) {
        var scopes = repository.find(user(principal), UUID.fromString(client));
        if (scopes.isEmpty()) {
            return null;
        }
        var consent = OAuth2AuthorizationConsent.withId(client, principal);
        scopes.forEach(consent::scope);
        return consent.build();
    }

    private static UserId user(String principal) {
        return new UserId(UUID.fromString(principal));
    }
}
