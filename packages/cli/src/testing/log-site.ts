import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Fetch, LogNotice } from '@rapport/api';
import { type Measure, parseOrganisation } from '@rapport/measures';
import {
  bundlePath,
  concatBytes,
  ed25519Signer,
  emptyFrontier,
  encodeBundle,
  encodeEntry,
  encodeNote,
  encodePolicy,
  encodeUtf8,
  growTree,
  leafHash,
  noticeId,
  type Policy,
  parseBase64Url,
  type Signer,
  type SubtleLike,
  sha256,
  signCheckpoint,
  tilePath,
  tilesOf,
} from '@rapport/record';

const vectors = new URL('../../../../vectors/', import.meta.url);
export const origin = 'abc.rapport.invalid/log';

function readVector<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, vectors), 'utf8')) as T;
}

/** A log as static files by path, and the notices a server would give beside it. Tests tamper with both. */
export interface LogSite {
  readonly files: Map<string, Uint8Array>;
  readonly notices: LogNotice[];
  readonly measures: Measure[];
  /** What was asked for, in order. */
  readonly asked: string[];
  readonly policy: string;
  readonly fetch: Fetch;
}

export const siteAddress = 'http://site.invalid';

/** The log of `vectors/proof-files` up to where its dishonest notices begin, signed anew by a key of the tests. */
export async function makeSite(entries = honestEntries()): Promise<LogSite> {
  const signer = signerOf(7);
  const files = new Map(await logFiles(entries, signer));
  const { notes } = readVector<{ notes: Record<string, string> }>('proof-files/log.json');
  const notices = Object.entries(notes)
    .map(([place, note]) => ({
      index: Number(place),
      id: idOf(note),
      note,
      entry: entries[Number(place)] ?? '',
    }))
    .filter(({ index }) => index < honestCount);
  return serving({ files, notices, measures: readMeasures(), asked: [], policy: policyOf(signer) });
}

function serving(site: Omit<LogSite, 'fetch'>): LogSite {
  return { ...site, fetch: (url) => Promise.resolve(answer(site, url)) };
}

/** A note with the time at which a log says that it took it in. */
export interface TakenIn {
  readonly note: string;
  readonly takenIn: number;
}

/** A log that holds some notes, whatever it should have said to them, signed by a key of the tests. */
export async function siteHolding(rows: readonly TakenIn[]): Promise<LogSite> {
  const entries = rows.map(({ note, takenIn }) =>
    Buffer.from(encodeEntry({ takenIn, noteHash: sha256(encodeUtf8(note)) })).toString(),
  );
  const files = new Map(await logFiles(entries));
  const notices = rows.map(({ note }, index) => ({
    index,
    id: idOf(note),
    note,
    entry: entries[index] ?? '',
  }));
  return serving({ files, notices, measures: readMeasures(), asked: [], policy: policyOf(signerOf(7)) });
}

/** The notes of the log that filings are judged after, all of them honest. */
export function honestNotes(): TakenIn[] {
  return readVector<{ entries: TakenIn[] }>('filings/log.json').entries;
}

/** The note of a vector of filings: what an honest log takes in after those, or refuses. */
export function filedNote(name: string): TakenIn {
  return readVector<TakenIn>(`filings/${name}.json`);
}

/** The vector's log is honest up to here; what follows are its refused cases. */
const honestCount = 278;

export function honestEntries(): string[] {
  return readVector<{ entries: string[] }>('proof-files/log.json').entries.slice(0, honestCount);
}

/** The files of a log with these entries, by path below its address. */
export async function logFiles(
  entries: readonly string[],
  signer: Signer = signerOf(7),
): Promise<[string, Uint8Array][]> {
  const bytes = entries.map(encodeUtf8);
  const leaves = bytes.map(leafHash);
  const { root, tileHashes } = growTree(emptyFrontier, leaves);
  const checkpoint = encodeNote(await signCheckpoint({ origin, size: entries.length, root }, [signer]));
  const levels = [leaves, tileHashes.map(({ hash }) => hash)];
  const tiles = tilesOf(entries.length).flatMap((tile): [string, Uint8Array][] => {
    const from = tile.index * 256;
    const hashes = concatBytes(...(levels[tile.level] ?? []).slice(from, from + tile.width));
    const bundle = (): [string, Uint8Array] => [
      bundlePath(tile.index, tile.width),
      encodeBundle(bytes.slice(from, from + tile.width)),
    ];
    return [[tilePath(tile), hashes], ...(tile.level === 0 ? [bundle()] : [])];
  });
  return [['checkpoint', checkpoint], ...tiles];
}

/** A log's key of the tests; 7 is that of the site. */
export function signerOf(seed: number): Signer {
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    sha256(Uint8Array.of(seed)),
  ]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const publicKey = parseBase64Url(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '');
  if (publicKey === undefined) throw new Error('no public key');
  const key = privateKey.toCryptoKey({ name: 'Ed25519' }, false, ['sign']);
  return ed25519Signer(origin, key, publicKey, webcrypto.subtle as unknown as SubtleLike);
}

function policyOf({ key }: Signer): string {
  const policy: Policy = { logs: [{ key }], witnesses: [], groups: [], quorum: 'none' };
  return encodePolicy(policy);
}

function idOf(note: string): string {
  return noticeId(note.slice(0, note.lastIndexOf('\n\n') + 1));
}

function readMeasures(): Measure[] {
  const { files } = readVector<{ files: Record<string, unknown> }>('filings/organisation.json');
  const texts = new Map(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)]));
  return [...(parseOrganisation(texts).organisation?.measures ?? [])];
}

type Answer = Awaited<ReturnType<Fetch>>;

function answer({ files, notices, measures, asked }: Omit<LogSite, 'fetch'>, url: string): Answer {
  const { pathname, searchParams } = new URL(url);
  asked.push(pathname);
  const file = files.get(pathname.replace(/^\/log\//, ''));
  if (file !== undefined) return found(file);
  const [from, limit] = ['from', 'limit'].map((name) => Number(searchParams.get(name)));
  if (pathname === '/api/v1/log/notices' && from !== undefined && limit !== undefined) {
    return found({ notices: notices.filter(({ index }) => index >= from && index < from + limit) });
  }
  const [, id, edition] = /^\/api\/v1\/measures\/([^/]+)\/([^/]+)$/.exec(pathname) ?? [];
  const measure = measures.find((one) => one.id === id && one.edition === edition);
  return measure === undefined ? missing : found(measure);
}

function found(value: unknown): Answer {
  const bytes = value instanceof Uint8Array ? value : encodeUtf8(JSON.stringify(value));
  return answered(200, bytes);
}

const missing = answered(404, new Uint8Array());

function answered(status: number, bytes: Uint8Array): Answer {
  return {
    ok: status === 200,
    status,
    headers: { get: () => null },
    json: async () => JSON.parse(Buffer.from(bytes).toString()) as unknown,
    text: async () => Buffer.from(bytes).toString(),
    arrayBuffer: async () => new Uint8Array(bytes).buffer,
  };
}
