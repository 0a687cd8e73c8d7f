/** The one address of a script that this program has an object for: the service worker's. */
export const workerAddress = '/sw.js';

interface ScriptPolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

/**
 * The worker's address in the form in which a browser with Trusted Types takes it. The server's policy names this
 * one maker, which can be made once, and it makes this one address.
 */
export function trustedWorkerAddress(): string {
  const policies = (globalThis as { trustedTypes?: ScriptPolicies }).trustedTypes;
  if (policies === undefined) return workerAddress;
  const policy = policies.createPolicy('rapport-worker', {
    createScriptURL: (url) => {
      if (url === workerAddress) return url;
      throw new TypeError('no script of that address');
    },
  });
  return policy.createScriptURL(workerAddress) as string;
}
