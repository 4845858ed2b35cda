package dev.roster.oidc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** An authorization request as it is stored: plain JSON, of which nothing is turned into a class. */
final class AskedFor {
    private AskedFor() {}

    static Map<String, Object> written(OAuth2AuthorizationRequest request) {
        var written = new HashMap<String, Object>();
        written.put("uri", request.getAuthorizationUri());
        written.put("client", request.getClientId());
        written.put("redirect", request.getRedirectUri());
        written.put("scopes", List.copyOf(request.getScopes()));
        written.put("state", request.getState());
        var parameters = new HashMap<>(request.getAdditionalParameters());
        // These name the person, and are not needed any more.
        parameters.keySet().removeAll(List.of("login_hint", "id_token_hint"));
        written.put("parameters", parameters);
        return written;
    }

    static OAuth2AuthorizationRequest read(Map<String, Object> written) {
        var parameters = new HashMap<String, Object>();
        if (written.get("parameters") instanceof Map<?, ?> more) {
            more.forEach((name, value) -> parameters.put(String.valueOf(name), value));
        }
        var scopes = new HashSet<String>();
        if (written.get("scopes") instanceof List<?> list) {
            list.forEach(scope -> scopes.add(String.valueOf(scope)));
        }
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(String.valueOf(written.get("uri")))
                .clientId(String.valueOf(written.get("client")))
                .redirectUri((String) written.get("redirect"))
                .scopes(scopes)
                .state((String) written.get("state"))
                .additionalParameters(parameters)
                .build();
    }
}
