import { type InvitationClaim, parseInvitation } from '@rapport/api';
import { type KeyRegister, keysOf } from '@rapport/notices';
import { encodeUtf8, officeKeyName, verifyNote } from '@rapport/record';
import { suite } from '../log/platform.ts';

const dayMs = 86_400_000;
/** The longest that an invitation may wait to be accepted. */
const waitDaysMax = 30;

/**
 * Verifies an invitation: signed by a key that the log certifies now for the office that invites, for its own participant.
 *
 * @param text - untrusted
 * @returns `undefined` for every kind of refusal
 */
export async function verifyInvitation(
  text: string,
  origin: string,
  register: KeyRegister,
  now: number,
): Promise<{ readonly claim: InvitationClaim; readonly keyId: string } | undefined> {
  const parsed = parseInvitation(encodeUtf8(text));
  if (parsed === undefined || parsed.claim.log !== origin) return undefined;
  const { participant, office, expires } = parsed.claim;
  const until = Date.parse(expires);
  if (until <= now || until > now + waitDaysMax * dayMs) return undefined;
  const name = officeKeyName(origin, participant, office);
  const valid = validKeys(register, participant, office, now).filter(({ key }) => key.name === name);
  const { verified, unknown, findings } = await verifyNote(
    parsed.note,
    valid.map(({ key }) => key),
    suite,
  );
  const [key] = verified;
  if (key === undefined || unknown.length > 0 || findings.length > 0) return undefined;
  return { claim: parsed.claim, keyId: key.keyId };
}

/** The keys with which an office signs now. */
export function validKeys(register: KeyRegister, participant: string, office: string, now: number) {
  return keysOf(register, participant, office).filter(
    ({ revokedAt, from, until }) =>
      revokedAt === undefined && from <= now && (until === undefined || now < until),
  );
}

/** Whether a key of a participant signs now, whichever office it is for: who was invited with it reads as long. */
export function isKeyValid(register: KeyRegister, participant: string, keyId: string, now: number): boolean {
  const offices = [...register.offices.keys()].filter((name) => name.startsWith(`${participant}/`));
  const names = [...offices.map((name) => name.slice(participant.length + 1)), 'root'];
  return names.some((office) =>
    validKeys(register, participant, office, now).some(({ key }) => key.keyId === keyId),
  );
}
