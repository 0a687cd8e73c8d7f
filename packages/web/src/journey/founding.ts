import { type Client, createClient, type Receipt } from '@rapport/api';
import {
  ed25519Signer,
  encodeNote,
  encodeNoticeText,
  encodeVerifierKey,
  officeKeyName,
  parseUtf8,
  type Signer,
  type SubtleLike,
  signNote,
} from '@rapport/record';
import { noticeOf } from '../filing/sign-notice.ts';

/** An organisation with one member, founded and enrolled in the log of a server in production, and their root keys. */
export interface Founded {
  readonly member: string;
  /** Has the member's root key certify a key for one of its offices. */
  readonly certify: (office: string, key: string) => Promise<Receipt>;
}

/** Founds the organisation of a server whose log is empty, as its operator and a ministry would. */
export async function found(base: string, member: string): Promise<Founded> {
  const client = createClient({ base, language: 'en', fetch: (url, init) => fetch(url, init) });
  const { origin, participants, name } = await client.organisation();
  const own = participants.find(({ role }) => role === 'organisation')?.code ?? '';
  const [organisation, ministry] = await Promise.all([rootOf(origin, own), rootOf(origin, member)]);
  const key = encodeVerifierKey(organisation.key);
  await fileKeyNotice(client, organisation, own, 'found', { name: name['en'] ?? '', origin, key });
  const enrolment = { participant: member, key: encodeVerifierKey(ministry.key) };
  await fileKeyNotice(client, organisation, own, 'enrol', enrolment, [ministry]);
  const certify = (office: string, officeKey: string): Promise<Receipt> =>
    fileKeyNotice(client, ministry, member, 'certify', {
      office,
      title: 'An invented office',
      key: officeKey,
      from: aMinuteAgo(),
    });
  return { member, certify };
}

async function rootOf(origin: string, participant: string): Promise<Signer> {
  const { privateKey, publicKey } = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  const name = officeKeyName(origin, participant, 'root');
  return ed25519Signer(name, privateKey, raw, crypto.subtle as unknown as SubtleLike);
}

async function fileKeyNotice(
  client: Client,
  signer: Signer,
  participant: string,
  step: string,
  answers: Readonly<Record<string, string>>,
  accepting: readonly Signer[] = [],
): Promise<Receipt> {
  const { origin, measures } = await client.organisation();
  const { edition } = measures.find(({ id }) => id === 'keys') ?? { edition: '' };
  const measure = await client.measure('keys', edition);
  const saying = {
    log: origin,
    participant,
    office: 'root',
    measure,
    step,
    answers,
    attachments: [],
    audience: { kind: 'all' } as const,
  };
  const nonce = crypto.getRandomValues(new Uint8Array(24));
  const text = encodeNoticeText(noticeOf(saying, Date.now(), nonce));
  const note = encodeNote(await signNote(text, [signer, ...accepting]));
  return client.file({ note: parseUtf8(note) ?? '' });
}

function aMinuteAgo(): string {
  return new Date(Date.now() - 60_000).toISOString().replace(/\.\d+/, '');
}
