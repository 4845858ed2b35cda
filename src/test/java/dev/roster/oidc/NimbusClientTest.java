package dev.roster.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An OpenID Connect client that others wrote finds its way, and believes what it gets. */
class NimbusClientTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Issuer ISSUER = new Issuer(SERVER.url(""));

    private final Company company = SERVER.company("workspace");
    private final Company.Person person = company.another("manager");
    private final OIDCProviderMetadata about = OIDCProviderMetadata.resolve(ISSUER);

    NimbusClientTest() throws Exception {}

    @Test
    void a_person_signs_in_and_stays_signed_in() throws Exception {
        var app = AppClient.registered("web", "");
        var client = new ClientSecretBasic(new ClientID(app.id), new Secret(app.secret));
        var asked = asked(app);
        var answer = person.signIn().get(path(asked.request().toURI()));

        var tokens = tokens(client, grant(app, asked, answer.header("Location")));

        var validator = new IDTokenValidator(
                ISSUER,
                client.getClientID(),
                JWSAlgorithm.RS256,
                about.getJWKSetURI().toURL());
        // Other tests have moved the server's clock forward.
        validator.setMaxClockSkew(
                (int) Duration.between(Instant.now(), SERVER.clock().instant()).toSeconds() + 60);
        var claims = validator.validate(
                tokens.getOIDCTokens().getIDToken(), asked.request().getNonce());
        assertThat(claims.getSubject().getValue()).isEqualTo(person.id().toString());
        var access = tokens.getOIDCTokens().getAccessToken();
        var info = UserInfoResponse.parse(new UserInfoRequest(about.getUserInfoEndpointURI(), access)
                .toHTTPRequest()
                .send());
        assertThat(info.toSuccessResponse().getUserInfo().getEmailAddress()).isEqualTo(person.email());
        var refreshed =
                tokens(client, new RefreshTokenGrant(tokens.getOIDCTokens().getRefreshToken()));
        assertThat(refreshed.getOIDCTokens().getAccessToken()).isNotEqualTo(access);
        var current = refreshed.getOIDCTokens().getAccessToken();
        var introspected = TokenIntrospectionResponse.parse(
                new TokenIntrospectionRequest(about.getIntrospectionEndpointURI(), client, current)
                        .toHTTPRequest()
                        .send());
        assertThat(introspected.toSuccessResponse().isActive()).isTrue();
    }

    @Test
    void a_pushed_request_is_answered_like_any_other() throws Exception {
        var app = AppClient.registered("web", "");
        var client = new ClientSecretPost(new ClientID(app.id), new Secret(app.secret));
        var asked = asked(app);

        var pushed = PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                        about.getPushedAuthorizationRequestEndpointURI(), client, asked.request())
                .toHTTPRequest()
                .send());
        var brief = new AuthenticationRequest.Builder(pushed.toSuccessResponse().getRequestURI(), client.getClientID())
                .endpointURI(about.getAuthorizationEndpointURI())
                .build();
        var answer = person.signIn().get(path(brief.toURI()));

        assertThat(tokens(client, grant(app, asked, answer.header("Location")))
                        .getOIDCTokens()
                        .getIDToken())
                .isNotNull();
    }

    @Test
    void a_service_gets_a_token_and_exchanges_one() throws Exception {
        var app = AppClient.registered("web", "");
        var service = AppClient.registered("service", "");
        var client = new ClientSecretBasic(new ClientID(service.id), new Secret(service.secret));
        assertThat(tokens(client, new ClientCredentialsGrant()).getTokens().getAccessToken())
                .isNotNull();
        var asked = asked(app);
        var answer = person.signIn().get(path(asked.request().toURI()));
        var subject = tokens(
                        new ClientSecretBasic(new ClientID(app.id), new Secret(app.secret)),
                        grant(app, asked, answer.header("Location")))
                .getOIDCTokens()
                .getAccessToken();

        var exchanged = tokens(client, new TokenExchangeGrant(subject, TokenTypeURI.ACCESS_TOKEN))
                .getTokens()
                .getAccessToken();

        assertThat(exchanged.getIssuedTokenType()).isEqualTo(TokenTypeURI.ACCESS_TOKEN);
    }

    @Test
    void a_device_waits_and_is_let_in() throws Exception {
        var client = new ClientID(AppClient.registered("native", "").id);
        var waiting = DeviceAuthorizationResponse.parse(new DeviceAuthorizationRequest(
                                about.getDeviceAuthorizationEndpointURI(), client, new Scope("organization"))
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse();
        var poll = new TokenRequest.Builder(
                        about.getTokenEndpointURI(), client, new DeviceCodeGrant(waiting.getDeviceCode()))
                .build();
        assertThat(TokenErrorResponse.parse(poll.toHTTPRequest().send()).getErrorObject())
                .isEqualTo(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING);

        person.signIn()
                .post("/device/allow", Map.of("userCode", waiting.getUserCode().getValue()));

        var tokens = OIDCTokenResponseParser.parse(poll.toHTTPRequest().send());
        assertThat(tokens.indicatesSuccess()).isTrue();
    }

    private record Asked(AuthenticationRequest request, CodeVerifier verifier) {}

    private Asked asked(AppClient app) {
        var verifier = new CodeVerifier();
        var request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "email", "organization", "offline_access"),
                        new ClientID(app.id),
                        URI.create(app.redirectUri))
                .endpointURI(about.getAuthorizationEndpointURI())
                .state(new State())
                .nonce(new Nonce())
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
        return new Asked(request, verifier);
    }

    private static AuthorizationGrant grant(AppClient app, Asked asked, String location) throws Exception {
        var response = AuthenticationResponseParser.parse(URI.create(location));
        assertThat(response.indicatesSuccess()).as(location).isTrue();
        assertThat(response.getIssuer()).isEqualTo(ISSUER);
        assertThat(response.getState()).isEqualTo(asked.request().getState());
        return new AuthorizationCodeGrant(
                response.toSuccessResponse().getAuthorizationCode(), URI.create(app.redirectUri), asked.verifier());
    }

    private OIDCTokenResponse tokens(ClientAuthentication client, AuthorizationGrant grant) throws Exception {
        var answer = OIDCTokenResponseParser.parse(new TokenRequest.Builder(about.getTokenEndpointURI(), client, grant)
                .build()
                .toHTTPRequest()
                .send());
        assertThat(answer.indicatesSuccess())
                .as(
                        "%s",
                        answer.indicatesSuccess()
                                ? ""
                                : answer.toErrorResponse().toJSONObject())
                .isTrue();
        return (OIDCTokenResponse) answer.toSuccessResponse();
    }

    private static String path(URI uri) {
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
