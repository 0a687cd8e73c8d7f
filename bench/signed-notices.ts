import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  encodeNote,
  encodeNoticeText,
  type JsonObject,
  type Notice,
  parseUtf8,
  signNote,
} from '@rapport/record';
import { openDemonstrationKeys } from '../packages/server/src/demonstration/demonstration-keys.ts';
import { loadOrganisation } from '../packages/server/src/organisation/load.ts';
import { originOf } from '../packages/server/src/start-server.ts';

const folder = new URL('../organisations/cica/', import.meta.url);
const organisation = loadOrganisation(folder.pathname);
const example = new URL('measures/exercise-notice/examples/accepted-own-forces.json', folder);
const { answers } = JSON.parse(readFileSync(example, 'utf8')) as { answers: JsonObject };

export const origin = originOf(organisation, 'demonstration');

/** Bytes of a whole signed note. */
export const noticeBytes = 2048;

/**
 * Signs exercise notices of an invented office of the demonstration: each another, each of 2 KB.
 *
 * @param dataFolder - of the demonstration whose key signs
 */
export async function signNotices(dataFolder: string, count: number): Promise<string[]> {
  const signer = openDemonstrationKeys(dataFolder, origin).signer('KZ', 'signing-officer');
  const sign = async (purpose: string): Promise<string> =>
    parseUtf8(encodeNote(await signNote(encodeNoticeText(exerciseNotice(purpose)), [signer]))) ?? '';
  const room = noticeBytes - Buffer.byteLength(await sign(''));
  return Promise.all(Array.from({ length: count }, () => sign(incompressible(room))));
}

/** Text that the database cannot make smaller, so that each notice costs what its size says. */
function incompressible(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length);
}

function exerciseNotice(purpose: string): Notice {
  const measure = organisation.measures.find(({ id }) => id === 'exercise-notice');
  if (measure === undefined) throw new Error('the organisation has no exercise notice');
  const { id, edition, hash } = measure;
  return {
    answers: { ...answers, purpose },
    attachments: [],
    audience: { kind: 'named', participants: ['MN', 'UZ'] },
    date: '2027-01-11T09:00:00Z',
    log: origin,
    measure: { id, edition, hash },
    nonce: randomBytes(24).toString('base64'),
    office: 'signing-officer',
    participant: 'KZ',
    step: 'notify',
  };
}
