import { type SignatureSuite, type SignedNotice, verifyNote } from '@rapport/record';
import { type JudgingRegister, signatureKeys } from './check-keys.ts';
import { type Finding, finding } from './findings.ts';
import { type KeyRegister, type Measures, type OfficeKey, readRegistration, stepOf } from './key-register.ts';

/**
 * Verifies the signature lines whose keys the register knows. Lines of unknown keys are `checkSigners`'s
 * to refuse: together the two leave no line unjudged.
 *
 * @returns `signature-invalid` once for each line that does not verify
 */
export async function verifySignatures(
  signed: SignedNotice,
  register: JudgingRegister,
  suite: SignatureSuite,
): Promise<Finding[]> {
  const keys = signatureKeys(signed, register).flatMap((line) => line.officeKey?.key ?? []);
  if (keys.length === 0) return [];
  const { findings } = await verifyNote(signed.note, keys, suite);
  const invalid = findings.filter(({ code }) => code === 'signature-invalid');
  return invalid.map(({ code, detail }) => finding(code, detail));
}

/**
 * The register by which a notice's own signature is judged. The founding notice, which stands first in
 * the log, carries the key that it is signed with; one that names a participant's root key is signed by that key
 * too, which so accepts; for every other it is the register as it stands.
 */
export function judgingRegister(
  signed: SignedNotice,
  organisation: Measures,
  register: KeyRegister,
  takenIn: number,
): JudgingRegister {
  const root = namedRoot(signed, organisation, register, takenIn);
  if (root === undefined) return register;
  if (root.effect !== 'founds-organisation') return { ...register, accepting: root.key };
  return register.size === 0
    ? { ...register, roots: new Map([[root.key.participant, [root.key]]]) }
    : register;
}

/** The root key that a notice names, of its own participant or another. */
function namedRoot(
  signed: SignedNotice,
  organisation: Measures,
  register: KeyRegister,
  takenIn: number,
): { readonly effect: string; readonly key: OfficeKey } | undefined {
  const step = stepOf(organisation, signed.notice)?.step;
  const registration = step && readRegistration(signed.notice, step, takenIn);
  if (registration === undefined || registration === 'key-form') return undefined;
  const { effect, ...named } = registration;
  if (effect === 'certifies-office-key') return undefined;
  return { effect, key: { ...named, certificate: signed.id, certifiedAt: register.size } };
}
