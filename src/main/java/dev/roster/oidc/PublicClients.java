package dev.roster.oidc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Applications without a secret, where there is no code verifier to prove anything: they refresh tokens, which change each
 * time, ask for a device to be let in, and revoke their own (RFC 9700, section 4.14.2). The library only knows them with a code.
 */
final class PublicClients implements AuthenticationConverter, AuthenticationProvider {
    private static final Set<String> GRANTS =
            Set.of(AuthorizationGrantType.REFRESH_TOKEN.getValue(), AuthorizationGrantType.DEVICE_CODE.getValue());

    private final RegisteredClientRepository clients;

    PublicClients(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    /** Such a client, before it is looked up. */
    private static final class Claimed extends OAuth2ClientAuthenticationToken {
        private static final long serialVersionUID = 1;

        Claimed(String client) {
            super(client, ClientAuthenticationMethod.NONE, null, null);
        }
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var client = request.getParameter("client_id");
        boolean refreshes = request.getRequestURI().endsWith("/oauth2/token")
                && GRANTS.contains(String.valueOf(request.getParameter("grant_type")));
        boolean waits = request.getRequestURI().endsWith("/oauth2/device_authorization");
        boolean revokes = request.getRequestURI().endsWith("/oauth2/revoke");
        boolean secret = request.getHeader("Authorization") != null
                || request.getParameter("client_secret") != null
                || request.getParameter("client_assertion") != null;
        return client == null || secret || !(refreshes || waits || revokes) ? null : new Claimed(client);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var client = clients.findByClientId(String.valueOf(authentication.getPrincipal()));
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Claimed.class.isAssignableFrom(authentication);
    }
}
