import { paths } from '@rapport/api';
import { encodeHex, encodeUtf8, type Policy, parsePolicy, parseUtf8, sha256 } from '@rapport/record';
import { del, get, set } from 'idb-keyval';
import { client } from '../exchange/client.ts';

/** What this browser believes of the log's keys. */
export interface Pinned {
  readonly policy: Policy;
  /** The text as kept at first use. */
  readonly text: string;
  /** Set where the server now shows another text: somebody changed the log's keys, or answers for it. */
  readonly changed: boolean;
  /** SHA-256 of the first log key's text, to be compared by another route. */
  readonly fingerprint: string;
}

/** The server's policy cannot be read at all. */
export class PolicyUnreadable extends Error {}

const placeOf = (origin: string): string => `policy/${origin}`;

/**
 * The policy that this browser kept when it first met the log; it is kept now if there is none yet.
 * A later text of the server's never replaces it by itself.
 */
export async function readPinnedPolicy(origin: string): Promise<Pinned> {
  const shown = parseUtf8(await client.bytes(paths.policy)) ?? '';
  const kept = await get<string>(placeOf(origin));
  const text = kept ?? shown;
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new PolicyUnreadable(parsed.code);
  if (kept === undefined) await set(placeOf(origin), text);
  const keyLine = text.split('\n').find((line) => line.startsWith('log ')) ?? '';
  return {
    policy: parsed.value,
    text,
    changed: shown !== text,
    fingerprint: fingerprintOf(keyLine.split(' ')[1] ?? ''),
  };
}

/** Hex SHA-256 of a verifier key's text, in groups of four that people can compare. */
export function fingerprintOf(key: string): string {
  return (encodeHex(sha256(encodeUtf8(key))).match(/.{4}/g) ?? []).join(' ');
}

/** Forgets the keys and the last checkpoint of a log, at the reader's own wish. */
export async function forgetLog(origin: string): Promise<void> {
  await Promise.all([del(placeOf(origin)), del(`checkpoint/${origin}`)]);
}
