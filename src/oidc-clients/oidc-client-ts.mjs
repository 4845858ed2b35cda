// The client that most applications in the browser use.
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from "oidc-client-ts";
import { CLIENT_ID, ISSUER, REDIRECT_URI, SUBJECT, done, expect, open } from "./browser.mjs";

const client = new OidcClient({
  authority: ISSUER,
  client_id: CLIENT_ID,
  redirect_uri: REDIRECT_URI,
  scope: "openid profile organization offline_access",
  stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  loadUserInfo: true,
});

const { url } = await client.createSigninRequest({});
const user = await client.processSigninResponse((await open(url)).toString());
expect("sub", user.profile.sub, SUBJECT);
const renewed = await client.useRefreshToken({ state: { ...user, refresh_token: user.refresh_token } });
expect("token type", renewed.token_type, "Bearer");
done();
