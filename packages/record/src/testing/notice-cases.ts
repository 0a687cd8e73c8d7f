import { type JsonObject, jsonDepthMax, type Notice, type RecordCode } from '../index.ts';

/** The notice all cases start from: fewest members. */
export const plainNotice: Notice = {
  answers: { place: 'Training area North', troops: 9000 },
  attachments: [],
  audience: { kind: 'all' },
  date: '2026-11-23T10:00:00Z',
  log: 'log.example.org/notices',
  measure: { edition: '2024', hash: 'ab'.repeat(32), id: 'exercise-notice' },
  nonce: 'AAECAwQFBgcICQoLDA0ODw==',
  office: 'verification-centre',
  participant: 'AA',
  step: 'announce',
};

const { log, ...withoutLog } = plainNotice;
const attachment = { mediaType: 'application/pdf', name: 'map.pdf', sha256: 'cd'.repeat(32), size: 120000 };
const named = (participants: unknown) => ({ kind: 'named', participants });
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

/** Well-formed notices: the plain one with other members. */
export const acceptedNotices: Record<string, JsonObject> = {
  plain: {},
  'every-member': {
    after: '12'.repeat(32),
    attachments: [attachment, { ...attachment, name: 'Übersicht 2.csv', mediaType: 'text/csv', size: 0 }],
    audience: named(['AA', 'BB']) as JsonObject,
    notBefore: { root: '7lLTTCTjco7TfPBSjLk1JiQqCvwFVqh61S8QRvjnGpc=', size: 70000 },
    thread: '34'.repeat(32),
  },
  sealed: { answers: {}, sealed: { commitment: '56'.repeat(32), text: 'cd'.repeat(32) } },
  'audience-participants': { audience: { kind: 'participants' } },
  'audience-takers': { audience: { kind: 'takers' } },
  'audience-dimension': { audience: { kind: 'dimension' } },
  'audience-named-nobody': { audience: { kind: 'named', participants: [] } },
  'nonce-of-64-bytes': { nonce: `${'A'.repeat(86)}==` },
  'answers-empty': { answers: {} },
  'answers-outside-ascii': { answers: { 'lieu-dit': 'Grünheide \u{1f30d} \u0000\n' } },
  'answers-largest-number': { answers: { least: -9007199254740991, most: 9007199254740991 } },
  'answers-as-deep-as-allowed': { answers: { deep: nested(jsonDepthMax - 2) } as JsonObject },
  'date-leap-day': { date: '2028-02-29T23:59:59Z' },
};

/** One member at fault. */
export const refusedMembers: Record<string, [code: RecordCode, members: Record<string, unknown>]> = {
  'member-unknown': ['notice-member-unknown', { colour: 'red' }],
  'member-prototype': ['notice-member-unknown', { constructor: 'x' }],
  'after-in-capitals': ['notice-after', { after: 'AB'.repeat(32) }],
  'after-null': ['notice-after', { after: null }],
  'answers-array': ['notice-answers', { answers: [] }],
  'answers-fraction': ['notice-answers', { answers: { troops: 0.5 } }],
  'answers-beyond-2-53': ['notice-answers', { answers: { troops: 9007199254740992 } }],
  'answers-beyond-2-53-nested': ['notice-answers', { answers: { list: [{ troops: 1e21 }] } }],
  'answers-too-deep': ['json-too-deep', { answers: { deep: nested(jsonDepthMax - 1) } }],
  'attachments-object': ['notice-attachments', { attachments: {} }],
  'attachment-hash-too-short': ['notice-attachments', { attachments: [{ ...attachment, sha256: 'cd' }] }],
  'attachment-size-negative': ['notice-attachments', { attachments: [{ ...attachment, size: -1 }] }],
  'attachment-size-text': ['notice-attachments', { attachments: [{ ...attachment, size: '1' }] }],
  'attachment-media-type-in-capitals': [
    'notice-attachments',
    { attachments: [{ ...attachment, mediaType: 'Text/CSV' }] },
  ],
  'attachment-name-with-path': [
    'notice-attachments',
    { attachments: [{ ...attachment, name: '../map.pdf' }] },
  ],
  'attachment-name-two-dots': ['notice-attachments', { attachments: [{ ...attachment, name: '..' }] }],
  'attachment-name-turned-round': [
    'notice-attachments',
    { attachments: [{ ...attachment, name: 'map\u202efdp.exe' }] },
  ],
  'attachment-member-unknown': ['notice-attachments', { attachments: [{ ...attachment, url: 'x' }] }],
  'audience-text': ['notice-audience', { audience: 'all' }],
  'audience-kind-unknown': ['notice-audience-kind', { audience: { kind: 'friends' } }],
  'audience-sealed': ['notice-audience-kind', { audience: { kind: 'sealed' } }],
  'audience-all-with-list': ['notice-audience', { audience: { kind: 'all', participants: ['AA'] } }],
  'audience-named-without-list': ['notice-audience', { audience: { kind: 'named' } }],
  'audience-named-unsorted': ['notice-audience-participants', { audience: named(['BB', 'AA']) }],
  'audience-named-twice': ['notice-audience-participants', { audience: named(['AA', 'AA']) }],
  'audience-named-not-a-code': ['notice-audience-participants', { audience: named(['A']) }],
  'date-with-offset': ['notice-date', { date: '2026-11-23T10:00:00+00:00' }],
  'date-with-milliseconds': ['notice-date', { date: '2026-11-23T10:00:00.000Z' }],
  'date-that-is-none': ['notice-date', { date: '2026-02-29T10:00:00Z' }],
  'date-leap-second': ['notice-date', { date: '2016-12-31T23:59:60Z' }],
  'date-hour-24': ['notice-date', { date: '2026-11-23T24:00:00Z' }],
  'log-with-space': ['notice-log', { log: 'log example' }],
  'log-with-plus': ['notice-log', { log: 'log+example' }],
  'log-empty': ['notice-log', { log: '' }],
  'log-of-256-bytes': ['notice-log', { log: 'a'.repeat(256) }],
  'measure-without-hash': ['notice-measure', { measure: { edition: '2024', id: 'exercise-notice' } }],
  'measure-id-in-capitals': ['notice-measure', { measure: { ...plainNotice.measure, id: 'Exercise' } }],
  'measure-edition-number': ['notice-measure', { measure: { ...plainNotice.measure, edition: 2024 } }],
  'nonce-of-15-bytes': ['notice-nonce', { nonce: 'AAECAwQFBgcICQoLDA0O' }],
  'nonce-of-65-bytes': ['notice-nonce', { nonce: `${'A'.repeat(87)}=` }],
  'nonce-stray-bits': ['notice-nonce', { nonce: 'AAECAwQFBgcICQoLDA0ODx==' }],
  'nonce-without-padding': ['notice-nonce', { nonce: 'AAECAwQFBgcICQoLDA0ODw' }],
  'not-before-root-of-31-bytes': [
    'notice-not-before',
    { notBefore: { root: `${'A'.repeat(40)}AA==`, size: 1 } },
  ],
  'not-before-size-negative': ['notice-not-before', { notBefore: { root: `${'A'.repeat(43)}=`, size: -1 } }],
  'office-with-two-hyphens': ['notice-office', { office: 'a--b' }],
  'office-of-65-characters': ['notice-office', { office: 'a'.repeat(65) }],
  'participant-of-one-letter': ['notice-participant', { participant: 'A' }],
  'participant-with-slash': ['notice-participant', { participant: 'A/B' }],
  'step-with-space': ['notice-step', { step: 'to announce' }],
  'step-with-newline': ['notice-step', { step: 'announce\n' }],
  'sealed-without-commitment': ['notice-sealed', { sealed: { text: 'cd'.repeat(32) } }],
  'sealed-in-capitals': ['notice-sealed', { sealed: { commitment: 'AB'.repeat(32), text: 'cd'.repeat(32) } }],
  'thread-too-short': ['notice-thread', { thread: '34'.repeat(31) }],
};

/** The text changed after it was written; `line` is the canonical line of the plain notice. */
export const refusedTexts: Record<string, [code: RecordCode, change: (line: string) => string]> = {
  'type-line-other': ['notice-type-line', (line) => `rapport/notice@v2\n${line}\n`],
  'type-line-of-an-entry': ['notice-type-line', (line) => `rapport/entry@v1\n${line}\n`],
  'type-line-with-space': ['notice-type-line', (line) => `rapport/notice@v1 \n${line}\n`],
  'type-line-with-byte-order-mark': ['notice-type-line', (line) => `\ufeffrapport/notice@v1\n${line}\n`],
  'line-missing': ['notice-lines', () => 'rapport/notice@v1\n'],
  'line-too-many': ['notice-lines', (line) => `rapport/notice@v1\n${line}\n${line}\n`],
  'line-empty-after': ['notice-lines', (line) => `rapport/notice@v1\n${line}\n\n`],
  'json-malformed': ['json-malformed', (line) => `rapport/notice@v1\n${line.slice(0, -1)}\n`],
  'json-with-space': ['json-not-canonical', (line) => `rapport/notice@v1\n${line} \n`],
  'json-member-twice': [
    'json-not-canonical',
    (line) => `rapport/notice@v1\n${line.replace('"step":', '"step":"a","step":')}\n`,
  ],
  'json-members-unsorted': [
    'json-not-canonical',
    () => `rapport/notice@v1\n${JSON.stringify({ ...withoutLog, log })}\n`,
  ],
  'json-number-with-exponent': [
    'json-not-canonical',
    (line) => `rapport/notice@v1\n${line.replace('9000', '9e3')}\n`,
  ],
  'json-lone-surrogate': [
    'json-lone-surrogate',
    (line) => `rapport/notice@v1\n${line.replace('North', '\\ud800')}\n`,
  ],
  'json-array': ['notice-not-object', () => 'rapport/notice@v1\n[]\n'],
  'member-missing': [
    'notice-member-missing',
    (line) => `rapport/notice@v1\n${line.replace(/"log":"[^"]*",/, '')}\n`,
  ],
};
