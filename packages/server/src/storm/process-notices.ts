// Notices for real server processes of a demonstration, signed with the keys of their data folder.
import { randomBytes } from 'node:crypto';
import { type Client, createClient, type Receipt } from '@rapport/api';
import {
  type Checkpoint,
  checkInclusion,
  encodeNote,
  encodeNoticeText,
  encodeUtf8,
  leafHash,
  parseCheckpoint,
  parseNote,
  parsePolicy,
  parseTlogProof,
  rootFromTiles,
  signNote,
  type TileReader,
  tilePath,
  verifyCheckpoint,
} from '@rapport/record';
import { openDemonstrationKeys } from '../demonstration/demonstration-keys.ts';
import { suite } from '../log/platform.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { exerciseDraft } from '../testing/exercise.ts';

const organisation = loadOrganisation(new URL('../../../../organisations/cica', import.meta.url).pathname);
export const origin = `demonstration.${organisation.origin}`;

/** Signed notices of an invented signing officer, each another. */
export async function signedNotices(dataFolder: string, count: number): Promise<string[]> {
  const signer = openDemonstrationKeys(dataFolder, origin).signer('KZ', 'signing-officer');
  const measure = organisation.measures.find(({ id }) => id === 'exercise-notice');
  if (measure === undefined) throw new Error('no exercise notice');
  const { measureId: _, ...draft } = exerciseDraft();
  const { id, edition, hash } = measure;
  const rest = { attachments: [], date: '2027-01-11T09:00:00Z', log: origin, office: 'signing-officer' };
  const one = async (): Promise<string> => {
    const nonce = randomBytes(24).toString('base64');
    const audience = { kind: 'participants' } as const;
    const text = encodeNoticeText({ ...rest, audience, ...draft, measure: { id, edition, hash }, nonce });
    return Buffer.from(encodeNote(await signNote(text, [signer]))).toString('utf8');
  };
  return Promise.all(Array.from({ length: count }, one));
}

export function clientOf(url: string): Client {
  return createClient({ base: url, fetch: (address, init) => fetch(address, init), language: 'en' });
}

/** The server answered, but not with what was asked for. */
export class NotServedError extends Error {}

/** What stands at an address. @throws NotServedError */
export async function bytesOf(url: string): Promise<Uint8Array> {
  const answer = await fetch(url);
  if (!answer.ok) throw new NotServedError(`${answer.status} for ${url}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function textOf(url: string): Promise<string> {
  return Buffer.from(await bytesOf(url)).toString('utf8');
}

/** The published checkpoint, its signatures verified by the keys that `/log/policy` names. */
export async function fetchCheckpoint(url: string): Promise<Checkpoint> {
  const [note, policyText] = [await textOf(`${url}/log/checkpoint`), await textOf(`${url}/log/policy`)];
  const policy = parsePolicy(policyText);
  if (!policy.ok) throw new Error(policy.code);
  const keys = policy.value.logs.map(({ key }) => key);
  const outcome = await verifyCheckpoint(encodeUtf8(note), origin, keys, suite);
  if (!outcome.ok) throw new Error(`the checkpoint: ${JSON.stringify(outcome.findings)}`);
  return outcome.checkpoint;
}

/** The tiles that a server serves. */
export function tilesAt(url: string): TileReader {
  return {
    readTile: (tile) => bytesOf(`${url}/log/${tilePath(tile)}`),
  };
}

/** Throws unless the served tiles give the root of the published checkpoint. */
export async function fetchSoundCheckpoint(url: string): Promise<Checkpoint> {
  const checkpoint = await fetchCheckpoint(url);
  const root = await rootFromTiles(tilesAt(url), checkpoint.size);
  if (!root.ok || Buffer.compare(root.value, checkpoint.root) !== 0)
    throw new Error(`the tiles do not give the root of size ${checkpoint.size}`);
  return checkpoint;
}

/** The checkpoint of a receipt, once its inclusion proof has held. */
export function provedBy(receipt: Receipt): Checkpoint {
  const proof = parseTlogProof(receipt.proof);
  const note = proof.ok ? parseNote(encodeUtf8(proof.value.checkpoint)) : proof;
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!proof.ok || !checkpoint.ok) throw new Error('a receipt cannot be read');
  const findings = checkInclusion({
    leafHash: leafHash(encodeUtf8(receipt.entry)),
    index: receipt.index,
    size: checkpoint.value.size,
    root: checkpoint.value.root,
    proof: proof.value.hashes,
  });
  if (findings.length > 0) throw new Error(`receipt ${receipt.index}: ${JSON.stringify(findings)}`);
  return checkpoint.value;
}
