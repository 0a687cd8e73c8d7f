import type { Measure } from '@rapport/measures';
import { type ProofFile, type ProvedEntry, rootOffice } from '@rapport/notices';
import {
  encodeBase64,
  encodeUtf8,
  parseCheckpoint,
  parseNote,
  parseNotice,
  parseUtf8,
  proveInclusion,
  type SignedNotice,
  type TileReader,
} from '@rapport/record';
import type { KeyView, RegisterView } from './shapes.ts';

/** Where the parts of a proof come from: a server's tables, or a browser's requests. Nothing is trusted. */
export interface ProofSource extends TileReader {
  /** The newest checkpoint, verbatim. */
  checkpoint(): Promise<Uint8Array>;
  register(): Promise<RegisterView>;
  /** The note, entry and index of a notice that the reader may see. */
  entry(id: string): Promise<{ note: string; entry: string; index: number }>;
  measure(id: string, edition: string): Promise<Measure>;
}

/** The parts of a proof do not fit together; the sentence says which. */
export class ProofSourceError extends Error {}

/**
 * Puts a proof file together: key chain, entry, inclusion proofs from tiles, definitions. It checks
 * nothing: `checkProofFile` does, on the outcome.
 *
 * @param id - the notice to prove
 * @throws ProofSourceError where the source's parts cannot be read at all
 */
export async function assembleProof(source: ProofSource, id: string): Promise<ProofFile> {
  const checkpoint = decode(await source.checkpoint());
  const size = sizeOf(checkpoint);
  const target = await source.entry(id);
  const chain = keyChain(parse(target.note), target.index, await source.register());
  const ids = [...chain, id].filter((one, i, all) => all.indexOf(one) === i);
  const parts = await Promise.all(ids.map(async (one) => (one === id ? target : source.entry(one))));
  const entries = await Promise.all(parts.map((part) => prove(source, part, size)));
  const measures = await measuresOf(
    source,
    parts.map((part) => parse(part.note)),
  );
  return { format: 'rapport/proof@v1', checkpoint, entries, measures };
}

function sizeOf(checkpoint: string): number {
  const note = parseNote(encodeUtf8(checkpoint));
  const parsed = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!parsed.ok) throw new ProofSourceError(`the checkpoint cannot be read: ${parsed.code}`);
  return parsed.value.size;
}

function parse(note: string): SignedNotice {
  const parsed = parseNotice(encodeUtf8(note));
  if (!parsed.ok) throw new ProofSourceError(`a notice cannot be read: ${parsed.code}`);
  return parsed.value;
}

function decode(bytes: Uint8Array): string {
  const text = parseUtf8(bytes);
  if (text === undefined) throw new ProofSourceError('the checkpoint is not UTF-8');
  return text;
}

async function prove(
  source: ProofSource,
  part: { note: string; entry: string; index: number },
  size: number,
): Promise<ProvedEntry> {
  const { note, entry, index } = part; // a source may hand over more, which no proof file may hold
  const proof = await proveInclusion(source, index, size);
  if (!proof.ok) throw new ProofSourceError(`entry ${index} cannot be proved: ${proof.code}`);
  return { note, entry, index, hashes: proof.value.map(encodeBase64) };
}

/**
 * Ids of the notices before `index` that found the organisation, name the root keys of the organisation and the
 * sender or stop one, certify the keys it signed with and say how many are needed.
 */
function keyChain(signed: SignedNotice, index: number, register: RegisterView): string[] {
  const { participant, office } = signed.notice;
  const ofOffice = (whose: string | undefined, what: string): KeyView[] =>
    register.keys.filter((key) => key.participant === whose && key.office === what);
  const ids = signed.note.signatures.map((line) => line.keyId);
  const signing = ofOffice(participant, office).filter((key) => ids.includes(key.key.split('+')[1] ?? ''));
  const chain = [
    ...ofOffice(register.organisation, rootOffice),
    ...ofOffice(participant, rootOffice),
    ...signing,
  ];
  const stopped = chain.filter((key) => key.office === rootOffice && key.revocation !== undefined);
  const needed = register.requirements.filter(
    (one) => one.participant === participant && one.office === office,
  );
  const places: [number, string][] = [
    ...chain.map(({ certifiedAt, certificate }): [number, string] => [certifiedAt, certificate]),
    ...stopped.map(({ revokedAt = 0, revocation = '' }): [number, string] => [revokedAt, revocation]),
    ...needed.map(({ saidAt, notice }): [number, string] => [saidAt, notice]),
  ];
  const before = places.filter(([place]) => place < index);
  return before.toSorted(([a], [b]) => a - b).map(([, id]) => id);
}

async function measuresOf(source: ProofSource, notices: readonly SignedNotice[]): Promise<Measure[]> {
  const names = new Map(notices.map(({ notice }) => [notice.measure.hash, notice.measure]));
  return Promise.all([...names.values()].map(({ id, edition }) => source.measure(id, edition)));
}
