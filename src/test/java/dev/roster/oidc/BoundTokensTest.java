package dev.roster.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.roster.support.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tokens that are of no use to somebody who does not have the key (DPoP, RFC 9449). */
class BoundTokensTest {
    private static final TestServer SERVER = TestServer.get();

    private final AppClient app = AppClient.registered("spa", "");
    private final ECKey key = new ECKeyGenerator(Curve.P_256).generate();

    BoundTokensTest() throws JOSEException {}

    @Test
    void a_bound_token_needs_a_new_proof_each_time() throws Exception {
        var code = app.code(SERVER.company("workspace").another("member").signIn());
        var answer = AppClient.json(app.post(
                "/oauth2/token",
                proof(key, "POST", "/oauth2/token", null),
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                app.redirectUri,
                "code_verifier",
                AppClient.VERIFIER));
        var access = answer.at("/access_token").asString();
        assertThat(answer.at("/token_type").asString()).isEqualTo("DPoP");
        assertThat(AppClient.claims(access))
                .containsEntry("cnf", Map.of("jkt", key.computeThumbprint().toString()));

        var proven = Map.of(
                "Authorization",
                "DPoP " + access,
                "DPoP",
                String.valueOf(proof(key, "GET", "/userinfo", access).get("DPoP")));
        assertThat(app.userInfo(proven).statusCode()).isEqualTo(200);
        assertThat(app.userInfo(proven).statusCode()).as("the same proof").isEqualTo(401);
        assertThat(app.userInfo(access).statusCode()).as("without a proof").isEqualTo(401);

        var refresh = answer.at("/refresh_token").asString();
        assertThat(refresh(refresh, Map.of()).statusCode())
                .as("without a proof")
                .isEqualTo(400);
        var other = new ECKeyGenerator(Curve.P_256).generate();
        assertThat(refresh(refresh, proof(other, "POST", "/oauth2/token", null)).statusCode())
                .as("with another key")
                .isEqualTo(400);
        assertThat(refresh(refresh, proof(key, "POST", "/oauth2/token", null)).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> refresh(String token, Map<String, String> headers) {
        return app.post("/oauth2/token", headers, "grant_type", "refresh_token", "refresh_token", token);
    }

    private static Map<String, String> proof(ECKey key, String method, String path, @Nullable String accessToken)
            throws Exception {
        var claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .issueTime(new Date())
                .claim("htm", method)
                .claim("htu", SERVER.url(path));
        if (accessToken != null) {
            var hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            claims.claim("ath", Base64URL.encode(hash).toString());
        }
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        var proof = new SignedJWT(header, claims.build());
        proof.sign(new ECDSASigner(key));
        return Map.of("DPoP", proof.serialize());
    }
}
