import { hashOfMeasure, type Measure } from '@rapport/measures';
import {
  emptyFrontier,
  encodeEntry,
  encodeNote,
  growTree,
  leafHash,
  type Policy,
  parseUtf8,
  signCheckpoint,
} from '@rapport/record';
import { encodeProofFile } from '../proof-file.ts';
import { policyOf } from './proof-log.ts';
import { foundingDraft, logStart } from './sample-log.ts';
import { sampleOrganisation } from './sample-organisation.ts';
import { signDraft, signerOf } from './sign-notice.ts';

/** The smallest sound proof file: a log of one entry, its founding, under a definition without words. */
export async function tinyProof(): Promise<{ bytes: Uint8Array; policy: Policy }> {
  const organisation = { ...sampleOrganisation(), measures: [tinyMeasure()] };
  const signed = await signDraft(organisation, await foundingDraft(organisation));
  const entry = encodeEntry({ takenIn: logStart, noteHash: signed.noteHash });
  const signer = await signerOf(organisation.origin, 'log of one entry');
  const { root } = growTree(emptyFrontier, [leafHash(entry)]);
  const checkpoint = await signCheckpoint({ origin: organisation.origin, size: 1, root }, [signer]);
  const text = (bytes: Uint8Array): string => parseUtf8(bytes) ?? '';
  const bytes = encodeProofFile({
    format: 'rapport/proof@v1',
    checkpoint: text(encodeNote(checkpoint)),
    entries: [{ index: 0, hashes: [], entry: text(entry), note: text(signed.bytes) }],
    measures: organisation.measures,
  });
  return { bytes, policy: policyOf([signer]) };
}

function tinyMeasure(): Measure {
  const step = { id: 'found', by: 'organisation', offices: ['root'], form: 'f', state: 's' } as const;
  const bare = {
    id: 'keys',
    edition: '1',
    dimension: 'd',
    area: 'a',
    catalogue: [],
    source: '',
    status: 'catalogue' as const,
    hash: '',
  };
  const measure = {
    ...bare,
    audience: ['all'] as const,
    steps: [{ ...step, effect: 'founds-organisation' as const }],
    clocks: [],
    shows: [],
    forms: {},
    wording: {},
  };
  return { ...measure, hash: hashOfMeasure(measure) };
}
