import type { DraftSummary } from '@rapport/api';
import { entries } from 'idb-keyval';
import { isSame } from '../drafts/merge-drafts.ts';
import type { Draft, DraftPlace } from '../filing/draft.ts';

/** A draft that this browser keeps, and the filing that it is of. */
export interface OwnDraft {
  readonly key: string;
  readonly place: DraftPlace;
  /** Signed, and not yet known to be taken in. */
  readonly isSigned: boolean;
  /** Id of the draft that the office shares, and whether this browser has written anything since. */
  readonly shared?: string;
  readonly isUnsent?: boolean;
}

/** The drafts of an office in this browser, those that only have to be sent first. */
export async function readOwnDrafts(participant: string, office: string): Promise<OwnDraft[]> {
  const kept = await entries<IDBValidKey, Draft>();
  return kept
    .flatMap(([key, draft]) => (typeof key === 'string' ? ownDraft(key, draft) : []))
    .filter(({ place }) => place.participant === participant && place.office === office)
    .toSorted((a, b) => Number(b.isSigned) - Number(a.isSigned) || a.key.localeCompare(b.key));
}

/** Whether a draft here is only what is left of one that the office has filed or put aside: nobody's words are in it. */
export function isLeftOver(
  { isSigned, shared, isUnsent }: OwnDraft,
  drafts: readonly Pick<DraftSummary, 'id' | 'state'>[],
): boolean {
  const found = drafts.find(({ id }) => id === shared);
  return shared !== undefined && !isSigned && isUnsent !== true && (found?.state ?? 'filed') === 'filed';
}

/** Reads a key as `draftKey` wrote it. Other things lie in the same store. */
export function ownDraft(key: string, draft: Pick<Draft, 'pending' | 'shared' | 'answers'>): OwnDraft[] {
  const [kind, participant, office, measure, edition, step, thread, after, , ...rest] = key.split('/');
  if (kind !== 'draft' || rest.length > 0 || after === undefined) return [];
  if (!participant || !office || !measure || !edition || !step) return [];
  const place = {
    participant,
    office,
    measure,
    edition,
    step,
    ...(thread ? { thread } : {}),
    ...(after ? { after } : {}),
  };
  const { pending, shared, answers } = draft;
  const tie =
    shared === undefined ? {} : { shared: shared.id, isUnsent: !isSame(answers, shared.base.answers) };
  return [{ key, place, isSigned: pending !== undefined, ...tie }];
}
