import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Measure, parseOrganisation } from '@rapport/measures';
import {
  allKeys,
  applyNotices,
  checkProofFile,
  emptyRegister,
  encodeProofFile,
  type FiledNotice,
} from '@rapport/notices';
import {
  concatBytes,
  createSuite,
  emptyFrontier,
  encodeUtf8,
  encodeVerifierKey,
  growTree,
  leafHash,
  parseEntry,
  parseNotice,
  parsePolicy,
  parseUtf8,
  type SubtleLike,
  type Tile,
} from '@rapport/record';
import { describe, expect, test } from 'vitest';
import { assembleProof, type ProofSource, ProofSourceError } from './assemble-proof.ts';
import type { RegisterView } from './shapes.ts';

const vectors = new URL('../../../vectors/', import.meta.url);

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, vectors), 'utf8')) as T;
}

interface Log {
  readonly checkpoint: string;
  readonly entries: readonly string[];
  readonly notes: Readonly<Record<string, string>>;
}

const log = read<Log>('proof-files/log.json');
const { files } = read<{ files: Record<string, unknown> }>('filings/organisation.json');
const texts = new Map(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)]));
const measures = parseOrganisation(texts).organisation?.measures ?? [];

const suite = createSuite(webcrypto.subtle as unknown as SubtleLike);

/** The notices whose notes are shown, up to where the dishonest ones begin. */
const filed: FiledNotice[] = Object.entries(log.notes)
  .slice(0, 18)
  .map(([place, note]) => {
    const notice = parseNotice(encodeUtf8(note));
    const entry = parseEntry(encodeUtf8(log.entries[Number(place)] ?? ''));
    if (!notice.ok || !entry.ok) throw new Error(`the vector's entry ${place} cannot be read`);
    const { id, notice: said } = notice.value;
    return { index: Number(place), takenIn: entry.value.takenIn, id, notice: said };
  });

function registerView(): RegisterView {
  const register = applyNotices(emptyRegister(), { measures }, filed);
  const keys = allKeys(register).map(({ key, ...rest }) => ({ ...rest, key: encodeVerifierKey(key) }));
  const requirements = [...register.needed.values()];
  return {
    size: log.entries.length,
    organisation: register.organisation ?? '',
    keys,
    requirements,
    sealing: [],
  };
}

/** The tiles of a tree over all entries, cut to any width. */
function readTile({ level, index, width }: Tile): Promise<Uint8Array> {
  const leaves = log.entries.map((entry) => leafHash(encodeUtf8(entry)));
  const { tileHashes } = growTree(emptyFrontier, leaves);
  const hashes =
    level === 0 ? leaves : tileHashes.filter((tile) => tile.level === level).map(({ hash }) => hash);
  return Promise.resolve(concatBytes(...hashes.slice(index * 256, index * 256 + width)));
}

/** A source over the vector's log that hands over more members than a proof file may hold. */
const source: ProofSource = {
  readTile,
  checkpoint: () => Promise.resolve(encodeUtf8(log.checkpoint)),
  register: () => Promise.resolve(registerView()),
  entry: (id) => {
    const index = filed.find((one) => one.id === id)?.index ?? -1;
    const part = { note: log.notes[index] ?? '', entry: log.entries[index] ?? '', index };
    return Promise.resolve({ ...part, reference: 'CABC/NOT/XA/2027/0001' });
  },
  measure: (id) => Promise.resolve(measures.find((one) => one.id === id) as Measure),
};

function idOf(step: string): string {
  return filed.find(({ notice }) => notice.step === step)?.id ?? '';
}

describe('a proof put together from the parts of a log of some three hundred entries', () => {
  test.each([
    ['offer', 'accepted-offer'],
    ['answer', 'accepted-answer-of-another-state'],
    ['found', 'accepted-founding'],
    ['enrol', 'accepted-enrolment'],
    ['certify', 'accepted-certificate'],
  ])('of a notice with the step %s is the vector %s', async (step, name) => {
    const file = await assembleProof(source, idOf(step));
    expect(parseUtf8(encodeProofFile(file))).toBe(read<{ file: string }>(`proof-files/${name}.json`).file);
  });

  test('passes for each notice that the log rightly holds', async () => {
    const policy = parsePolicy(read<{ policy: string }>('proof-files/accepted-offer.json').policy);
    if (!policy.ok) throw new Error(policy.code);
    for (const { id } of filed) {
      const outcome = await checkProofFile(
        encodeProofFile(await assembleProof(source, id)),
        policy.value,
        suite,
      );
      expect(outcome.checks.flatMap(({ findings }) => findings)).toEqual([]);
      expect(outcome.signed?.id).toBe(id);
    }
  });
});

describe('parts that cannot be read are said to be', () => {
  test.each<[string, Partial<ProofSource>, string]>([
    ['no checkpoint', { checkpoint: () => Promise.resolve(encodeUtf8('nothing\n')) }, 'checkpoint'],
    ['a checkpoint that is no text', { checkpoint: () => Promise.resolve(Uint8Array.of(0xff)) }, 'UTF-8'],
    ['a tile cut short', { readTile: () => Promise.resolve(new Uint8Array(32)) }, 'tile-length'],
    ['no note', { entry: () => Promise.resolve({ note: '', entry: '', index: 0 }) }, 'notice'],
  ])('%s', async (_what, broken, word) => {
    const failing = assembleProof({ ...source, ...broken }, idOf('offer'));
    await expect(failing).rejects.toThrow(ProofSourceError);
    await expect(failing).rejects.toThrow(word);
  });
});
