import { encodeVerifierKey } from '../keys/verifier-key.ts';
import type { Policy } from './policy.ts';

/** Logs, witnesses, groups, quorum, a line each; thresholds in figures. `parsePolicy` reads back the same policy. */
export function encodePolicy({ logs, witnesses, groups, quorum }: Policy): string {
  return [
    ...logs.map(({ key, url }) => ['log', encodeVerifierKey(key), url]),
    ...witnesses.map(({ name, key, url }) => ['witness', name, encodeVerifierKey(key), url]),
    ...groups.map(({ name, threshold, members }) => ['group', name, String(threshold), ...members]),
    ['quorum', quorum],
  ]
    .map((fields) => `${fields.filter((field) => field !== undefined).join(' ')}\n`)
    .join('');
}
