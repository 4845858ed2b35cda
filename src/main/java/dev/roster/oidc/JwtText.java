package dev.roster.oidc;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** Tokens that this server has signed itself, and found by their hash. */
final class JwtText {
    private JwtText() {}

    /** Their claims, with times as the library expects them. */
    static Map<String, Object> claims(String token) {
        try {
            var claims = new HashMap<String, Object>();
            SignedJWT.parse(token)
                    .getJWTClaimsSet()
                    .getClaims()
                    .forEach((name, value) -> claims.put(
                            name, value instanceof Date date ? Instant.ofEpochMilli(date.getTime()) : value));
            return claims;
        } catch (ParseException impossible) {
            throw new IllegalStateException("a stored token is no JWT", impossible);
        }
    }
}
