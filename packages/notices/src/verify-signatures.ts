import { type SignatureSuite, type SignedNotice, type VerifierKey, verifyNote } from '@rapport/record';
import { signatureKeys } from './check-keys.ts';
import { type Finding, finding } from './findings.ts';
import { type KeyRegister, type Measures, readRegistration, stepOf } from './key-register.ts';

/**
 * Verifies the signature lines whose keys the register knows. Lines of unknown keys are `checkSigners`'s
 * to refuse: together the two leave no line unjudged.
 *
 * @returns `signature-invalid` once for each line that does not verify
 */
export async function verifySignatures(
  signed: SignedNotice,
  register: KeyRegister,
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
 * the log, carries the key that it is signed with; for every other it is the register as it stands.
 */
export function judgingRegister(
  signed: SignedNotice,
  organisation: Measures,
  register: KeyRegister,
  takenIn: number,
): KeyRegister {
  const founder = register.size === 0 ? foundingKey(signed, organisation, takenIn) : undefined;
  if (founder === undefined) return register;
  const { participant, office } = signed.notice;
  const root = { participant, office, key: founder, from: takenIn, certificate: signed.id, certifiedAt: 0 };
  return { ...register, roots: new Map([[participant, root]]) };
}

function foundingKey(signed: SignedNotice, organisation: Measures, takenIn: number): VerifierKey | undefined {
  const step = stepOf(organisation, signed.notice)?.step;
  if (step?.effect !== 'founds-organisation') return undefined;
  const registration = readRegistration(signed.notice, step, takenIn);
  return registration === undefined || registration === 'key-form' ? undefined : registration.key;
}
