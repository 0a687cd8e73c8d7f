/** Writes `vectors/notices/` and `vectors/entries/`; run by hand when a format changes: `node make-notice-vectors.ts`. */
import { webcrypto } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ed25519Signer,
  encodeBase64,
  encodeCanonical,
  encodeNote,
  encodeNoticeText,
  encodeSignatureLine,
  encodeUtf8,
  type JsonObject,
  type Notice,
  noticeTypeLine,
  officeKeyName,
  parseBase64Url,
  parseUtf8,
  type RecordCode,
  sha256,
  signNote,
} from '../index.ts';
import { acceptedNotices, plainNotice, refusedMembers, refusedTexts } from './notice-cases.ts';
import { ed25519FromSeed } from './platform.ts';
import { vectorsRoot } from './read-vectors.ts';
import { type FormatVector, readEntry, readNotice } from './suites/notices.ts';

const { subtle } = webcrypto;

function write(folder: string, name: string, vector: FormatVector): void {
  const path = join(vectorsRoot, folder, `${name}.json`);
  writeFileSync(path, `${JSON.stringify({ ...vector, what: name.replaceAll('-', ' ') }, undefined, 1)}\n`);
}

/** A signer of the sending office, from a seed anyone can make: 32 times the same byte. */
async function testSigner(office: string, byte: number) {
  const seed = new Uint8Array(32).fill(byte);
  const privateKey = await ed25519FromSeed(subtle, seed);
  const jwk = await subtle.exportKey('jwk', await extractable(seed));
  const publicKey = parseBase64Url(jwk.x ?? '') ?? new Uint8Array(0);
  return ed25519Signer(officeKeyName(plainNotice.log, 'AA', office), privateKey, publicKey, subtle);
}

async function extractable(seed: Uint8Array) {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return subtle.importKey('pkcs8', pkcs8, { name: 'Ed25519' }, true, ['sign']);
}

const office = await testSigner(plainNotice.office, 1);
const second = await testSigner('ministry', 2);

async function signed(text: string): Promise<string> {
  return parseUtf8(encodeNote(await signNote(text, [office]))) ?? '';
}

const textOf = (members: object) =>
  `${noticeTypeLine}\n${encodeAnyDepth({ ...plainNotice, ...members } as unknown as JsonObject)}\n`;

/** Our encoder refuses what is too deep, so the deep case is written by JSON.stringify, its members in order. */
function encodeAnyDepth(value: JsonObject): string {
  try {
    return encodeCanonical(value);
  } catch {
    return JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));
  }
}

async function writeNotices(): Promise<void> {
  for (const [name, members] of Object.entries(acceptedNotices)) {
    const text = await signed(textOf(members));
    write('notices', `accepted-${name}`, { what: '', text, read: readNotice(encodeUtf8(text)) });
  }
  for (const [name, [code, members]] of Object.entries(refusedMembers)) {
    write('notices', `refused-${name}`, { what: '', text: await signed(textOf(members)), code });
  }
  const line = encodeCanonical(plainNotice as unknown as JsonObject);
  for (const [name, [code, change]] of Object.entries(refusedTexts)) {
    write('notices', `refused-${name}`, { what: '', text: await signed(change(line)), code });
  }
  await writeSignatureCases();
}

async function writeSignatureCases(): Promise<void> {
  const text = encodeNoticeText(plainNotice as Notice);
  const note = await signNote(text, [office, second]);
  const lines = note.signatures.map(encodeSignatureLine);
  const [first = '', last = ''] = lines;
  const both = `${text}\n${first}${last}`;
  const long = { ...plainNotice, answers: { text: 'a'.repeat(65_535) } };
  write('notices', 'accepted-two-signatures', { what: '', text: both, read: readNotice(encodeUtf8(both)) });
  const cases: Record<string, [RecordCode, string]> = {
    'signature-lines-unsorted': ['notice-signature-order', `${text}\n${last}${first}`],
    'signature-line-twice': ['notice-signature-twice', `${text}\n${first}${first}`],
    'signature-missing': ['note-no-signatures', `${text}\n`],
    'signature-separator-missing': ['note-no-signatures', `${text}${first}`],
    'signature-with-hyphen': ['note-signature-line', `${text}\n${first.replace('\u2014', '-')}`],
    'signature-without-padding': ['note-signature-line', `${text}\n${first.replace(/=+\n/, '\n')}`],
    'final-newline-missing': ['note-no-final-newline', both.slice(0, -1)],
    'line-ends-crlf': ['note-control-character', both.replaceAll('\n', '\r\n')],
    'tab-in-text': ['note-control-character', both.replace('Training area', 'Training\tarea')],
    'too-long': ['notice-too-long', await signed(encodeNoticeText(long))],
  };
  for (const [name, [code, whole]] of Object.entries(cases)) {
    write('notices', `refused-${name}`, { what: '', text: whole, code });
  }
  const broken = Buffer.concat([
    encodeUtf8(noticeTypeLine),
    Buffer.from([0x0a, 0xff, 0x0a, 0x0a]),
    encodeUtf8(first),
  ]);
  write('notices', 'refused-not-utf8', { what: '', hex: broken.toString('hex'), code: 'utf8-invalid' });
}

function writeEntries(): void {
  const hash = encodeBase64(sha256(encodeUtf8('a note')));
  const good = `rapport/entry@v1\n1795428000000\n${hash}\n`;
  const accepted = { plain: good, 'time-zero': good.replace('1795428000000', '0') };
  for (const [name, text] of Object.entries(accepted)) {
    write('entries', `accepted-${name}`, { what: '', text, read: readEntry(encodeUtf8(text)) });
  }
  const time = (spelling: string) => good.replace('1795428000000', spelling);
  const refused: Record<string, [RecordCode, string]> = {
    empty: ['entry-type-line', ''],
    'type-line-other': ['entry-type-line', good.replace('entry', 'notice')],
    'type-line-next-version': ['entry-type-line', good.replace('@v1', '@v2')],
    'byte-order-mark': ['entry-type-line', `\ufeff${good}`],
    'line-missing': ['entry-form', good.slice(0, good.lastIndexOf(hash))],
    'line-too-many': ['entry-form', `${good}${hash}\n`],
    'final-newline-missing': ['entry-form', good.slice(0, -1)],
    'line-ends-crlf': ['entry-type-line', good.replaceAll('\n', '\r\n')],
    'time-with-leading-zero': ['entry-time', time('01795428000000')],
    'time-negative': ['entry-time', time('-1')],
    'time-with-plus': ['entry-time', time('+1')],
    'time-with-exponent': ['entry-time', time('1e3')],
    'time-with-fraction': ['entry-time', time('1795428000000.5')],
    'time-empty': ['entry-time', time('')],
    'time-with-space': ['entry-time', time('1795428000000 ')],
    'time-beyond-2-53': ['entry-time', time('9007199254740992')],
    'hash-in-hexadecimal': ['entry-hash', good.replace(hash, 'ab'.repeat(32))],
    'hash-of-31-bytes': ['entry-hash', good.replace(hash, encodeBase64(new Uint8Array(31)))],
    'hash-of-33-bytes': ['entry-hash', good.replace(hash, encodeBase64(new Uint8Array(33)))],
    'hash-without-padding': ['entry-hash', good.replace('=', '')],
    'hash-stray-bits': ['entry-hash', good.replace(/.=\n$/, '9=\n')],
  };
  for (const [name, [code, text]] of Object.entries(refused))
    write('entries', `refused-${name}`, { what: '', text, code });
  write('entries', 'refused-not-utf8', {
    what: '',
    hex: `${Buffer.from(good).toString('hex')}ff`,
    code: 'utf8-invalid',
  });
}

for (const folder of ['notices', 'entries']) {
  rmSync(join(vectorsRoot, folder), { recursive: true, force: true });
  mkdirSync(join(vectorsRoot, folder));
}
await writeNotices();
writeEntries();
