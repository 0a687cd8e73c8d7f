import type { Audience } from '@rapport/record';
import { del, get, set } from 'idb-keyval';
import type { Answers } from './answers.ts';
import { type AttachedFile, keepFiles } from './attached-files.ts';

/** Signed bytes on their way, kept until the server has answered: a retry sends the same. */
export interface Pending {
  readonly id: string;
  readonly note: string;
  /** What goes with a sealed notice in place of the files of the draft. */
  readonly files?: readonly AttachedFile[];
}

/** What is written of a filing and not yet taken in; it stays in this browser. */
export interface Draft {
  readonly answers: Answers;
  readonly audience?: Audience;
  /** Whether only those named are to be able to open it. */
  readonly seal?: boolean;
  readonly pending?: Pending;
}

/** Which filing a draft is of. */
export interface DraftPlace {
  readonly participant: string;
  readonly office: string;
  readonly measure: string;
  readonly edition: string;
  readonly step: string;
  readonly thread?: string;
  readonly after?: string;
  /** The notice that it is about, where it stands in a thread of its own. */
  readonly about?: string;
}

/** Where a draft is kept: one for each office, step and place in a thread. */
export function draftKey(place: DraftPlace): string {
  const { participant, office, measure, edition, step, thread = '', after = about(place) } = place;
  return ['draft', participant, office, measure, edition, step, thread, after].join('/');
}

const about = ({ about: id = '' }: DraftPlace): string => id;

export async function readDraft(key: string): Promise<Draft | undefined> {
  return get<Draft>(key);
}

export async function keepDraft(key: string, draft: Draft): Promise<void> {
  await set(key, draft);
}

export async function dropDraft(key: string): Promise<void> {
  await Promise.all([del(key), keepFiles(key, [])]);
}
