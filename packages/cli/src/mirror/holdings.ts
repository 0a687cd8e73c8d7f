import {
  encodeNote,
  encodeUtf8,
  parseDecimal,
  parseHex,
  parseNote,
  parseUtf8,
  signNote,
  type VerifierKey,
  verifyNote,
} from '@rapport/record';
import { suite } from '../verify/platform.ts';
import { holdingsKeyOf, type MirrorKey } from './mirror-key.ts';
import type { Chain } from './notices-file.ts';

/** What a mirror says that it holds: of which log, how far, for whom, and which notices, by one hash. */
export interface Holdings {
  readonly origin: string;
  readonly size: number;
  /** Code of the participant as which it reads, or `public`. */
  readonly reader: string;
  readonly chain: Chain;
}

const typeLine = 'rapport/holdings@v1';

/** The file's bytes: a signed note where the mirror has a key, else its text alone. */
export async function encodeHoldings(holdings: Holdings, key: MirrorKey | undefined): Promise<Uint8Array> {
  const { origin, size, reader, chain } = holdings;
  const text = `${typeLine}\n${origin}\n${size}\n${reader}\n${chain.count}\n${chain.hash}\n`;
  return key === undefined ? encodeUtf8(text) : encodeNote(await signNote(text, [key.signer]));
}

/**
 * @param bytes - untrusted
 * @param key - of the mirror; absent where it has none, and then the text has to stand alone
 * @returns what is wrong, where something is
 */
export async function openHoldings(
  bytes: Uint8Array,
  key: VerifierKey | undefined,
): Promise<Holdings | 'form' | 'unsigned'> {
  if (key === undefined) return parseText(parseUtf8(bytes) ?? '') ?? 'form';
  const note = parseNote(bytes);
  if (!note.ok) return 'unsigned';
  const { findings, unknown } = await verifyNote(note.value, [holdingsKeyOf(key)], suite);
  if (findings.length > 0 || unknown.length > 0) return 'unsigned';
  return parseText(note.value.text) ?? 'form';
}

function parseText(text: string): Holdings | undefined {
  const [type, origin = '', sizeText = '', reader = '', countText = '', hash = '', ...rest] =
    text.split('\n');
  const [size, count] = [parseDecimal(sizeText), parseDecimal(countText)];
  if (type !== typeLine || rest.length !== 1 || rest[0] !== '') return undefined;
  if (size === undefined || count === undefined || parseHex(hash)?.length !== 32) return undefined;
  return { origin, size, reader, chain: { count, hash } };
}
