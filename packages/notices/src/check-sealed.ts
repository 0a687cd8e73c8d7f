import type { Measure } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import type { FiledNotice } from './filed-notice.ts';
import { type Finding, finding } from './findings.ts';

/** The media type of everything that goes with a sealed notice. Source: docs/spec/sealed.md. */
export const sealedMediaType = 'application/age';

/**
 * Checks a sealed notice as far as who cannot open it can; and that nothing that follows one is open, since it would tell
 * of what is sealed.
 *
 * @param followed - the opening of its thread and the notice that it follows, as far as the sender sees them
 */
export function checkSealed(
  notice: Notice,
  { audience }: Pick<Measure, 'audience'>,
  followed: readonly (FiledNotice | undefined)[],
): Finding[] {
  if (notice.sealed === undefined) {
    const isOpen = followed.every((one) => one?.notice.sealed === undefined);
    return isOpen ? [] : [finding('audience-not-sealed')];
  }
  const findings = audience.includes('sealed') ? [] : [finding('audience-kind-not-offered', 'sealed')];
  return isSealedForm(notice) ? findings : [...findings, finding('sealed-form')];
}

/** Says nothing in the open, is for named participants, and has the sealed text with it. */
function isSealedForm({ sealed, answers, attachments, audience }: Notice): boolean {
  return (
    Object.keys(answers).length === 0 &&
    audience.kind === 'named' &&
    attachments.some(({ sha256 }) => sha256 === sealed?.text) &&
    attachments.every(({ mediaType }) => mediaType === sealedMediaType)
  );
}
