import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Provider } from './providers.ts';

/** What a browser keeps between leaving for a provider and coming back. */
export interface Flow {
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The secret of the invitation that is being accepted. */
  readonly invitation?: string;
}

/** Whom a provider says it is. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

const known = new WeakMap<Provider, Promise<Configuration>>();

/** The provider's own description of itself, asked for once; again after it could not be had. */
async function configurationOf(provider: Provider): Promise<Configuration> {
  const found = known.get(provider);
  if (found !== undefined) return found;
  const { issuer, clientId, clientSecret } = provider;
  const isPlain = issuer.startsWith('http:'); // only on this machine: `readProviders` has seen to it
  const options = isPlain ? { execute: [allowInsecureRequests] } : {};
  const asked = discovery(new URL(issuer), clientId, clientSecret.reveal(), undefined, options);
  known.set(provider, asked);
  asked.catch(() => known.delete(provider));
  return asked;
}

/** Where to send a browser, and what it is to keep: authorisation code with PKCE, state and nonce. */
export async function beginFlow(
  provider: Provider,
  redirect: string,
  invitation: string | undefined,
): Promise<{ readonly url: string; readonly flow: Flow }> {
  const configuration = await configurationOf(provider);
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope: 'openid',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const flow = { provider: provider.id, state, nonce, verifier };
  return { url: url.href, flow: invitation === undefined ? flow : { ...flow, invitation } };
}

/**
 * Exchanges what a browser brought back for a verified identity.
 *
 * @param url - the whole address it came back to; untrusted
 * @throws Error of whatever kind where anything of it is not as it should be
 */
export async function endFlow(
  provider: Provider,
  { state, nonce, verifier }: Flow,
  url: URL,
): Promise<Identity | undefined> {
  const tokens = await authorizationCodeGrant(await configurationOf(provider), url, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  return claims && { issuer: claims.iss, subject: claims.sub };
}
