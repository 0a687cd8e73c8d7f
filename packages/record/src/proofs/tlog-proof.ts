import { encodeBase64, parseBase64 } from '../bytes/base64.ts';
import { parseDecimal } from '../bytes/integers.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { hashBytes } from '../tree/hash.ts';

/**
 * An inclusion proof with its checkpoint, to keep beside the entry. `checkpoint` is the whole signed note,
 * verbatim; `extra` is not authenticated by anything. Source: C2SP tlog-proof.
 */
export type TlogProof = { extra?: Uint8Array; index: number; hashes: Uint8Array[]; checkpoint: string };

const header = 'c2sp.org/tlog-proof@v1';

/** No tree of up to 2^63 entries needs more. */
const hashesMax = 63;

export function encodeTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const extraLine = extra === undefined ? '' : `extra ${encodeBase64(extra)}\n`;
  const hashLines = hashes.map((hash) => `${encodeBase64(hash)}\n`).join('');
  return `${header}\n${extraLine}index ${index}\n${hashLines}\n${checkpoint}`;
}

/** Reads the form; neither proof nor checkpoint is verified. @param text - untrusted */
export function parseTlogProof(text: string): Parsed<TlogProof> {
  const split = text.indexOf('\n\n');
  const lines = (split < 0 ? text : text.slice(0, split)).split('\n');
  if (lines.shift() !== header) return refuse('proof-header');
  const extra = parseExtra(lines);
  if (!extra.ok) return extra;
  const index = parseDecimal(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  if (index === undefined) return refuse('proof-index');
  const hashes = parseHashes(lines);
  if (!hashes.ok) return hashes;
  const checkpoint = split < 0 ? '' : text.slice(split + 2);
  if (checkpoint === '') return refuse('proof-no-checkpoint');
  return accept({ ...extra.value, index, hashes: hashes.value, checkpoint });
}

/** Takes the extra line off, if there is one. */
function parseExtra(lines: string[]): Parsed<{ extra?: Uint8Array }> {
  if (!lines[0]?.startsWith('extra ')) return accept({});
  const extra = parseBase64((lines.shift() ?? '').slice('extra '.length));
  return extra === undefined ? refuse('proof-extra') : accept({ extra });
}

function parseHashes(lines: string[]): Parsed<Uint8Array[]> {
  if (lines.length > hashesMax) return refuse('proof-too-many-hashes');
  const hashes: Uint8Array[] = [];
  for (const [at, line] of lines.entries()) {
    const hash = parseBase64(line);
    if (hash?.length !== hashBytes) return refuse('proof-hash', String(at + 1));
    hashes.push(hash);
  }
  return accept(hashes);
}
