import { actorsOf, type Step } from '@rapport/measures';
import type { SignedNotice } from '@rapport/record';
import { checkRegistration, checkSigners, type JudgingRegister, type Signed } from './check-keys.ts';
import { type Finding, finding } from './findings.ts';
import type { KeyRegister } from './key-register.ts';

/**
 * The rules of `checkFiling` that concern keys, for who checks a record without its organisation's
 * folder. Whether the signatures verify is `verifySignatures`'s to say.
 *
 * @param step - of the very definition that the notice names by hash
 * @param register - keys as they stand before the notice
 * @param judging - the same, or what `judgingRegister` made of it for this notice
 * @param takenIn - POSIX milliseconds, from the log's entry
 * @param measure - that very definition
 */
export function checkAuthority(
  signed: SignedNotice,
  step: Step,
  register: KeyRegister,
  judging: JudgingRegister,
  takenIn: number,
  measure: Signed,
): Finding[] {
  return [
    ...checkBy(signed, step, register),
    ...checkSigners(signed, judging, takenIn, measure),
    ...checkRegistration(signed, step, register, takenIn),
  ];
}

/** The organisation is whoever founded the log: its key notices say so, no list that comes with them. */
function checkBy({ notice }: SignedNotice, step: Step, register: KeyRegister): Finding[] {
  const isOrganisation =
    step.effect === 'founds-organisation' || notice.participant === register.organisation;
  const isAllowed = step.offices.includes(notice.office);
  const findings = isAllowed ? [] : [finding('office-not-allowed', notice.office)];
  if (actorsOf(step).every((actor) => actor === 'organisation') && !isOrganisation)
    findings.push(finding('step-not-yours'));
  return findings;
}
