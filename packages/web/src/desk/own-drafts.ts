import { entries } from 'idb-keyval';
import type { Draft, DraftPlace } from '../filing/draft.ts';

/** A draft that this browser keeps, and the filing that it is of. */
export interface OwnDraft {
  readonly key: string;
  readonly place: DraftPlace;
  /** Signed, and not yet known to be taken in. */
  readonly isSigned: boolean;
}

/** The drafts of an office in this browser, those that only have to be sent first. */
export async function readOwnDrafts(participant: string, office: string): Promise<OwnDraft[]> {
  const kept = await entries<IDBValidKey, Draft>();
  return kept
    .flatMap(([key, draft]) => (typeof key === 'string' ? ownDraft(key, draft) : []))
    .filter(({ place }) => place.participant === participant && place.office === office)
    .toSorted((a, b) => Number(b.isSigned) - Number(a.isSigned) || a.key.localeCompare(b.key));
}

/** Reads a key as `draftKey` wrote it. Other things lie in the same store. */
export function ownDraft(key: string, draft: Pick<Draft, 'pending'>): OwnDraft[] {
  const [kind, participant, office, measure, edition, step, thread, after, ...rest] = key.split('/');
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
  return [{ key, place, isSigned: draft.pending !== undefined }];
}
