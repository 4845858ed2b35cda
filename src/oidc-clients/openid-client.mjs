// The client that most servers on Node.js use.
import * as client from "openid-client";
import { AHEAD, CLIENT_ID, CLIENT_SECRET, ISSUER, REDIRECT_URI, SUBJECT, done, expect, open } from "./browser.mjs";

const config = await client.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, {
  execute: [client.allowInsecureRequests],
});
config[client.clockSkew] = AHEAD;
const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const nonce = client.randomNonce();
const address = client.buildAuthorizationUrl(config, {
  redirect_uri: REDIRECT_URI,
  scope: "openid profile organization offline_access",
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  state,
  nonce,
});

const tokens = await client.authorizationCodeGrant(config, await open(address), {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
});
expect("sub", tokens.claims().sub, SUBJECT);
const info = await client.fetchUserInfo(config, tokens.access_token, SUBJECT);
expect("org_slug", info.org_slug, tokens.claims().org_slug);
const renewed = await client.refreshTokenGrant(config, tokens.refresh_token);
const introspected = await client.tokenIntrospection(config, renewed.access_token);
expect("active", introspected.active, true);
done();
