import { equalBytes } from '../bytes/bytes.ts';
import { parseDecimal } from '../bytes/integers.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { type KeyType, parseVerifierKey, type VerifierKey } from '../keys/verifier-key.ts';
import { type Policy, policyLinesMax } from './policy.ts';

/** What has been read so far. */
type Draft = Omit<Policy, 'quorum'> & { quorum?: string; members: Set<string> };
type LineParser = (draft: Draft, fields: string[]) => Parsed<unknown>;

const lineParsers: Record<string, LineParser> = {
  log: parseLog,
  witness: parseWitness,
  group: parseGroup,
  quorum: parseQuorum,
};

/**
 * @param text - untrusted; names are compared as they are written
 * @returns the policy, or the first fault, with its line number. Source: C2SP tlog-policy; record.md 1.9.
 */
export function parsePolicy(text: string): Parsed<Policy> {
  // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
  if (/[\u0000-\u0008\u000b-\u001f\u007f\p{Surrogate}]/u.test(text)) return refuse('policy-character');
  if (!text.endsWith('\n')) return refuse('policy-no-final-newline');
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > policyLinesMax) return refuse('policy-too-large');
  const draft: Draft = { logs: [], witnesses: [], groups: [], members: new Set() };
  for (const [at, line] of lines.entries()) {
    const parsed = parseLine(draft, line);
    if (!parsed.ok) return refuse(parsed.code, `line ${at + 1}`);
  }
  const { logs, witnesses, groups, quorum } = draft;
  return quorum === undefined ? refuse('policy-quorum-missing') : accept({ logs, witnesses, groups, quorum });
}

function parseLine(draft: Draft, line: string): Parsed<unknown> {
  const [word, ...fields] = line.split(/[ \t]+/).filter((field) => field !== '');
  if (word === undefined || word.startsWith('#')) return accept(undefined);
  const parseFields = Object.hasOwn(lineParsers, word) ? lineParsers[word] : undefined;
  return parseFields === undefined ? refuse('policy-line') : parseFields(draft, fields);
}

function parseLog(draft: Draft, [vkey, url, ...more]: string[]): Parsed<unknown> {
  if (vkey === undefined || more.length > 0) return refuse('policy-line');
  const key = parseKey(vkey, draft.logs, ['ed25519', 'ml-dsa-44-cosignature']);
  if (!key.ok) return key;
  draft.logs.push({ key: key.value, ...(url === undefined ? {} : { url }) });
  return key;
}

function parseWitness(draft: Draft, [name, vkey, url, ...more]: string[]): Parsed<unknown> {
  if (name === undefined || vkey === undefined || more.length > 0) return refuse('policy-line');
  if (isTaken(draft, name)) return refuse('policy-name-taken');
  const key = parseKey(vkey, draft.witnesses, ['ed25519-cosignature', 'ml-dsa-44-cosignature']);
  if (!key.ok) return key;
  draft.witnesses.push({ name, key: key.value, ...(url === undefined ? {} : { url }) });
  return key;
}

/** A key type fit for the role, and a public key not listed in that role before, under whatever name. */
function parseKey(vkey: string, listed: { key: VerifierKey }[], types: KeyType[]): Parsed<VerifierKey> {
  const key = parseVerifierKey(vkey);
  if (!key.ok) return refuse('policy-key');
  if (!types.includes(key.value.type)) return refuse('policy-key-type');
  const twice = listed.some((other) => equalBytes(other.key.publicKey, key.value.publicKey));
  return twice ? refuse('policy-key-twice') : key;
}

function parseGroup(draft: Draft, [name, count, ...members]: string[]): Parsed<unknown> {
  if (name === undefined || count === undefined || members.length === 0) return refuse('policy-line');
  if (isTaken(draft, name)) return refuse('policy-name-taken');
  for (const member of members) {
    if (!isDefined(draft, member)) return refuse('policy-name-unknown');
    if (draft.members.has(member)) return refuse('policy-member-twice');
    draft.members.add(member);
  }
  const threshold = parseThreshold(count, members.length);
  if (threshold < 1 || threshold > members.length) return refuse('policy-threshold');
  draft.groups.push({ name, threshold, members });
  return accept(undefined);
}

function parseThreshold(count: string, members: number): number {
  if (count === 'any') return 1;
  return count === 'all' ? members : (parseDecimal(count) ?? 0);
}

function parseQuorum(draft: Draft, [name, ...more]: string[]): Parsed<unknown> {
  if (name === undefined || more.length > 0) return refuse('policy-line');
  if (draft.quorum !== undefined) return refuse('policy-quorum-twice');
  if (name !== 'none' && !isDefined(draft, name)) return refuse('policy-name-unknown');
  draft.quorum = name;
  return accept(undefined);
}

function isDefined(draft: Draft, name: string): boolean {
  return [...draft.witnesses, ...draft.groups].some((defined) => defined.name === name);
}

function isTaken(draft: Draft, name: string): boolean {
  return name === 'none' || isDefined(draft, name);
}
