import { webcrypto } from 'node:crypto';
import type { Organisation } from '@rapport/measures';
import {
  createSuite,
  ed25519Signer,
  encodeBase64,
  encodeNote,
  encodeNoticeText,
  encodeUtf8,
  encodeVerifierKey,
  type Notice,
  officeKeyName,
  type PlatformKey,
  parseNotice,
  type SignedNotice,
  type Signer,
  type SubtleLike,
  sha256,
  signNote,
} from '@rapport/record';
import { measureOf } from './sample-organisation.ts';

export const subtle = webcrypto.subtle as unknown as SubtleLike;
export const suite = createSuite(subtle);

/** An Ed25519 key pair whose seed is the SHA-256 of a label: the same vectors every time. */
export async function keyPairOf(label: string): Promise<{ privateKey: PlatformKey; publicKey: Uint8Array }> {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex'); // PKCS #8, RFC 8410 7
  const pkcs8 = Buffer.concat([prefix, sha256(encodeUtf8(`rapport test key ${label}`))]);
  const privateKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const { x = '' } = await webcrypto.subtle.exportKey('jwk', privateKey);
  return { privateKey, publicKey: new Uint8Array(Buffer.from(x, 'base64url')) };
}

/** A signer of a name, with the key of that name or of another label. */
export async function signerOf(name: string, label = name): Promise<Signer> {
  const { privateKey, publicKey } = await keyPairOf(label);
  return ed25519Signer(name, privateKey, publicKey, subtle);
}

/** What a test says of a notice; all else is filled in. */
export type Draft = Partial<Omit<Notice, 'measure'>> & {
  readonly participant: string;
  readonly measure: string;
  readonly step: string;
  /** Replaces parts of the measure's name. */
  readonly named?: Partial<Notice['measure']>;
};

/** The whole notice of a draft under the sample's measures. */
export function noticeOf(organisation: Organisation, draft: Draft): Notice {
  const { measure: id, named, ...members } = draft;
  const { edition, hash } = measureOf(organisation, id);
  const notice = {
    answers: {},
    attachments: [],
    audience: { kind: 'all' as const },
    date: '2027-01-04T00:00:00Z',
    log: organisation.origin,
    office: 'signing-officer',
    ...members,
    measure: { id, edition, hash, ...named },
  };
  const nonce = encodeBase64(sha256(encodeUtf8(JSON.stringify(notice))).slice(0, 16));
  return { nonce, ...notice };
}

/** Signs a draft with its office's key, and that of the root it names, or with others. */
export async function signDraft(
  organisation: Organisation,
  draft: Draft,
  signers?: readonly Signer[],
  accepting: readonly Signer[] = [],
): Promise<SignedNotice> {
  const notice = noticeOf(organisation, draft);
  const note = await signNote(encodeNoticeText(notice), [
    ...(signers ?? (await ownSigners(notice))),
    ...accepting,
  ]);
  return readNotice(encodeNote(note));
}

/** The key of the sending office; and the root key that the notice names, where its seed is that of its name. */
async function ownSigners({ log, participant, office, answers }: Notice): Promise<Signer[]> {
  const own = await signerOf(officeKeyName(log, participant, office));
  const named = await signerOf(officeKeyName(log, String(answers['participant']), 'root'));
  return encodeVerifierKey(named.key) === answers['key'] ? [own, named] : [own];
}

/** A note that a test made itself, parsed. */
export function readNotice(bytes: Uint8Array): SignedNotice {
  const parsed = parseNotice(bytes);
  if (!parsed.ok) throw new Error(`the test's own notice is refused: ${parsed.code} ${parsed.detail ?? ''}`);
  return parsed.value;
}
