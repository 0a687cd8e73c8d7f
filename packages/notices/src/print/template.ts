import type { Role } from '@rapport/measures';
import { mayReadFiled } from '../audience.ts';
import type { FiledNotice } from '../filed-notice.ts';
import { type OfficeKey, rootOffice } from '../key-register.ts';
import { roleOf } from '../roles.ts';

/** How a notice is printed: as a note verbale, or as a letter in the first person. */
export type Template = 'note' | 'letter';

/** Why a notice is not printed in a template. */
export type TemplateRefusal =
  /** A note is for offices alone, never for the public. */
  | 'note-for-public'
  /** Its sender, or somebody whom it reaches, is none of those between whom notes go. */
  | 'note-outside'
  /** It answers what went between such offices: a note is answered by a note. */
  | 'note-answered'
  /** What it says can be read only by whoever can open it, on their own machine. */
  | 'sealed';

/** Between whom notes verbales go: states and the organisation itself, not partner bodies. */
const entitled: readonly (Role | undefined)[] = ['organisation', 'member', 'observer', 'non-member'];

/** What the rules of a template need to know. */
export interface Correspondence {
  readonly filed: FiledNotice;
  /** The notice that it follows, where the reader may see it. */
  readonly followed?: FiledNotice | undefined;
  readonly organisation: { readonly participants: readonly { readonly code: string; readonly role: Role }[] };
  /** Codes of those who were enrolled when it was taken in (`enrolledAt`). */
  readonly enrolled: readonly string[];
}

/**
 * Whether a notice may be printed in a template. From its data alone: who sent it, whom it reaches, what it answers.
 * Source: docs/decisions (a note verbale goes between offices that are entitled to it, and is answered by a note).
 */
export function checkTemplate(
  template: Template,
  correspondence: Correspondence,
): TemplateRefusal | undefined {
  if (correspondence.filed.notice.sealed !== undefined) return 'sealed';
  if (template === 'note') return noteRefusal(correspondence);
  const { followed } = correspondence;
  const isAnswer = followed !== undefined && followed.notice.sealed === undefined;
  const answersNote = isAnswer && noteRefusal({ ...correspondence, filed: followed }) === undefined;
  return answersNote && noteRefusal(correspondence) === undefined ? 'note-answered' : undefined;
}

/** The templates in which a notice may be printed, the more formal first. */
export function templatesFor(correspondence: Correspondence): Template[] {
  return (['note', 'letter'] as const).filter(
    (template) => checkTemplate(template, correspondence) === undefined,
  );
}

function noteRefusal(correspondence: Correspondence): TemplateRefusal | undefined {
  const { filed, organisation } = correspondence;
  if (filed.notice.audience.kind === 'all') return 'note-for-public';
  const parties = [filed.notice.participant, ...reachedBy(correspondence)];
  const areEntitled = parties.every((code) => entitled.includes(roleOf(code, organisation)));
  return areEntitled && parties.length > 1 && filed.notice.office !== rootOffice ? undefined : 'note-outside';
}

/** Codes of those whom a notice reaches, its sender not among them. */
export function reachedBy({ filed, enrolled }: Pick<Correspondence, 'filed' | 'enrolled'>): string[] {
  const { audience, participant: sender } = filed.notice;
  const codes = audience.kind === 'named' ? audience.participants : enrolled;
  return codes.filter((participant) => participant !== sender && mayReadFiled({ participant }, filed));
}

/** Who had a root key at a place in the log, by all root keys there are: those whom a notice to all participants reached when it was taken in. */
export function enrolledAt(
  roots: readonly Pick<OfficeKey, 'participant' | 'certifiedAt'>[],
  index: number,
): string[] {
  const had = roots.filter(({ certifiedAt }) => certifiedAt < index);
  return [...new Set(had.map(({ participant }) => participant))].sort();
}
