// The strictest client: it refuses every answer that the specifications do not allow.
import * as oauth from "oauth4webapi";
import { AHEAD, CLIENT_ID, CLIENT_SECRET, ISSUER, REDIRECT_URI, SUBJECT, done, expect, open } from "./browser.mjs";

const http = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(ISSUER);
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
const client = { client_id: CLIENT_ID, [oauth.clockSkew]: AHEAD };
const secret = oauth.ClientSecretBasic(CLIENT_SECRET);

const verifier = oauth.generateRandomCodeVerifier();
const state = oauth.generateRandomState();
const nonce = oauth.generateRandomNonce();
const pushed = await oauth.processPushedAuthorizationResponse(
  server,
  client,
  await oauth.pushedAuthorizationRequest(
    server,
    client,
    secret,
    {
      response_type: "code",
      redirect_uri: REDIRECT_URI,
      scope: "openid profile email organization offline_access",
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    },
    http,
  ),
);
const address = new URL(server.authorization_endpoint);
address.search = new URLSearchParams({ client_id: CLIENT_ID, request_uri: pushed.request_uri });

// Checks the state and the issuer.
const answer = oauth.validateAuthResponse(server, client, await open(address), state);
const tokens = await oauth.processAuthorizationCodeResponse(
  server,
  client,
  await oauth.authorizationCodeGrantRequest(server, client, secret, answer, REDIRECT_URI, verifier, http),
  { expectedNonce: nonce, requireIdToken: true },
);
const claims = oauth.getValidatedIdTokenClaims(tokens);
expect("sub", claims.sub, SUBJECT);

const info = await oauth.processUserInfoResponse(
  server,
  client,
  SUBJECT,
  await oauth.userInfoRequest(server, client, tokens.access_token, http),
);
expect("org_id", info.org_id, claims.org_id);

const renewed = await oauth.processRefreshTokenResponse(
  server,
  client,
  await oauth.refreshTokenGrantRequest(server, client, secret, tokens.refresh_token, http),
);
const introspected = await oauth.processIntrospectionResponse(
  server,
  client,
  await oauth.introspectionRequest(server, client, secret, renewed.access_token, http),
);
expect("active", introspected.active, true);

// As an API would: RFC 9068.
const request = new Request("https://api.example/", { headers: { authorization: `Bearer ${renewed.access_token}` } });
const access = await oauth.validateJwtAccessToken(server, request, CLIENT_ID, { ...http, [oauth.clockSkew]: AHEAD });
expect("client_id", access.client_id, CLIENT_ID);

await oauth.processRevocationResponse(
  await oauth.revocationRequest(server, client, secret, renewed.refresh_token, http),
);
const ended = await oauth.processIntrospectionResponse(
  server,
  client,
  await oauth.introspectionRequest(server, client, secret, renewed.access_token, http),
);
expect("active", ended.active, false);
done();
