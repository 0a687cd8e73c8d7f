import type { DraftContent } from '@rapport/api';
import { type Answers, type Organisation, tidyAnswers } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import type { DraftRow } from './queries.ts';

/**
 * Whether a notice says what its draft says, at the draft's place: words, audience and files. What is signed through the
 * desk is what was handed over and read, and who last changed it is who the draft says.
 */
export function saysTheDraft(
  notice: Notice,
  { place, content }: Pick<DraftRow, 'place' | 'content'>,
  { measures }: Organisation,
): boolean {
  const measure = measures.find(({ id, edition }) => id === place.measure && edition === place.edition);
  const step = measure?.steps.find(({ id }) => id === place.step);
  const form = measure?.forms[step?.form ?? ''];
  if (form === undefined || notice.sealed !== undefined) return false;
  const { answers, audience, files } = JSON.parse(content) as DraftContent;
  return (
    isSame(placeOf(notice), { ...place, about: undefined }) &&
    isSame(notice.answers, tidyAnswers(form, answers as Answers)) &&
    isSame(inOrder(notice.audience), inOrder(audience)) &&
    isSame(
      notice.attachments.map(({ sha256 }) => sha256).toSorted(),
      files.map(({ sha256 }) => sha256).toSorted(),
    )
  );
}

function placeOf({ measure, step, thread, after }: Notice): object {
  return { measure: measure.id, edition: measure.edition, step, thread, after };
}

function inOrder(audience: DraftContent['audience']): DraftContent['audience'] {
  return audience?.kind === 'named'
    ? { ...audience, participants: audience.participants.toSorted() }
    : audience;
}

/** Alike in every member, whatever their order; what is absent and what is undefined are one. */
function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : member,
  );
}
