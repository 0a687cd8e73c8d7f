import {
  encodeCanonical,
  encodeNote,
  type JsonObject,
  type Note,
  parseCanonical,
  parseNote,
  type Signer,
  signNote,
} from '@rapport/record';

/** Signs a statement to a server: its type line keeps it apart from notices and from other statements. */
export async function signStatement(
  typeLine: string,
  claim: JsonObject,
  signer: Signer,
): Promise<Uint8Array> {
  return encodeNote(await signNote(`${typeLine}\n${encodeCanonical(claim)}\n`, [signer]));
}

/**
 * Parses a signed statement of a type whose members are texts; its signature is still to be verified.
 *
 * @param bytes - untrusted
 * @param members - exactly those that the claim has
 * @returns `undefined` for any other form
 */
export function parseStatement<M extends string>(
  bytes: Uint8Array,
  typeLine: string,
  members: readonly M[],
): { readonly claim: Readonly<Record<M, string>>; readonly note: Note } | undefined {
  const parsed = parseNote(bytes);
  if (!parsed.ok) return undefined;
  const [first, line, end, ...rest] = parsed.value.text.split('\n');
  if (first !== typeLine || line === undefined || end !== '' || rest.length > 0) return undefined;
  const value = parseCanonical(line);
  if (!value.ok || typeof value.value !== 'object' || value.value === null || Array.isArray(value.value))
    return undefined;
  const claim = value.value;
  const isWhole =
    Object.keys(claim).length === members.length &&
    members.every((name) => Object.hasOwn(claim, name) && typeof claim[name] === 'string');
  return isWhole ? { claim: claim as Record<M, string>, note: parsed.value } : undefined;
}
