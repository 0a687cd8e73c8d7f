import type { Organisation } from '@rapport/measures';
import {
  ed25519Cosigner,
  emptyFrontier,
  encodeBase64,
  encodeEntry,
  encodeNote,
  encodeUtf8,
  growTree,
  leafHash,
  mlDsa44SeedSigner,
  type Policy,
  parseUtf8,
  type SignedNotice,
  type Signer,
  sha256,
  signCheckpoint,
} from '@rapport/record';
import type { ProofFile, ProvedEntry } from '../proof-file.ts';
import { logStart } from './sample-log.ts';
import { exchangeLog } from './sample-threads.ts';
import { type Draft, keyPairOf, signDraft, signerOf, subtle } from './sign-notice.ts';
import { wrongEntries } from './wrong-entries.ts';

/** One entry of the proof log; those without a notice commit to what nobody shows. */
export interface ProofEntry {
  readonly takenIn: number;
  readonly entry: Uint8Array;
  readonly signed?: SignedNotice;
}

/** Two hundred and sixty entries stand between the key notices and the threads, so that proofs cross tiles. */
const fillerCount = 260;
const standingCount = 11;

/**
 * A log of some three hundred entries: the sample's, and at its end some that no honest log takes in,
 * each with a name.
 */
export class ProofLog {
  readonly entries: readonly ProofEntry[];
  readonly wrong: ReadonlyMap<string, number>;
  readonly organisation: Organisation;

  private constructor(organisation: Organisation, entries: ProofEntry[], wrong: Map<string, number>) {
    this.organisation = organisation;
    this.entries = entries;
    this.wrong = wrong;
  }

  static async make(organisation: Organisation): Promise<ProofLog> {
    const { entries: sample } = await exchangeLog(organisation);
    const entries: ProofEntry[] = [];
    const add = (signed?: SignedNotice, takenIn = logStart + entries.length * 60_000): void => {
      const noteHash = signed?.noteHash ?? sha256(encodeUtf8(`filler ${entries.length}`));
      entries.push({ takenIn, entry: encodeEntry({ takenIn, noteHash }), ...(signed && { signed }) });
    };
    for (const { signed } of sample.slice(0, standingCount)) add(signed);
    for (let i = 0; i < fillerCount; i++) add();
    for (const { signed } of sample.slice(standingCount)) add(signed);
    const wrong = new Map<string, number>();
    for (const { name, draft, signers, takenIn } of await wrongEntries(organisation)) {
      wrong.set(name, entries.length);
      add(await signDraft(organisation, draft, signers), takenIn);
    }
    return new ProofLog(organisation, entries, wrong);
  }

  /** The place of the first notice that took a step. */
  placeOf(step: Draft['step']): number {
    return this.entries.findIndex(({ signed }) => signed?.notice.step === step);
  }

  /** A checkpoint of the log's first entries, signed with each signer. */
  async checkpoint(signers: Signer[], size = this.entries.length, origin = this.organisation.origin) {
    const { root } = this.#tree(size);
    return parseUtf8(encodeNote(await signCheckpoint({ origin, size, root }, signers))) ?? '';
  }

  /** One entry with its proof in the tree of `size`. */
  prove(index: number, size = this.entries.length): ProvedEntry {
    const { entry, signed } = this.entries[index] as ProofEntry;
    const hashes = this.#tree(size).proofs(index).map(encodeBase64);
    return { index, hashes, entry: parseUtf8(entry) ?? '', note: parseUtf8(signed?.bytes ?? entry) ?? '' };
  }

  /** A proof file of some entries with the definitions that they name. */
  async file(places: readonly number[], signers: Signer[]): Promise<ProofFile> {
    const entries = places.map((place) => this.prove(place));
    const hashes = new Set(places.map((place) => this.entries[place]?.signed?.notice.measure.hash));
    const measures = this.organisation.measures.filter(({ hash }) => hashes.has(hash));
    return { format: 'rapport/proof@v1', checkpoint: await this.checkpoint(signers), entries, measures };
  }

  #tree(size: number) {
    return growTree(
      emptyFrontier,
      this.entries.slice(0, size).map(({ entry }) => leafHash(entry)),
    );
  }
}

/** The log's two keys: Ed25519 and ML-DSA-44. */
export async function logSigners(origin: string): Promise<Signer[]> {
  const seed = sha256(encodeUtf8(`rapport test key log of ${origin}`));
  return [await signerOf(origin, `log of ${origin}`), await mlDsa44SeedSigner(origin, seed, 0)];
}

/** A witness's signer, by default on 1 June 2027: after all that the log takes in. @param time - POSIX milliseconds */
export async function witnessSigner(name: string, time = Date.UTC(2027, 5, 1)): Promise<Signer> {
  const { privateKey, publicKey } = await keyPairOf(name);
  return ed25519Cosigner(name, privateKey, publicKey, subtle, Math.floor(time / 1000));
}

export function policyOf(signers: readonly Signer[]): Policy {
  return { logs: signers.map(({ key }) => ({ key })), witnesses: [], groups: [], quorum: 'none' };
}
