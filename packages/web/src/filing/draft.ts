import type { Audience } from '@rapport/record';
import { del, get, set } from 'idb-keyval';
import type { Shared } from '../drafts/sharing.ts';
import type { Answers } from './answers.ts';
import { type AttachedFile, keepFiles } from './attached-files.ts';

/** Signed bytes on their way, kept until the server has answered: a retry sends the same. */
export interface Pending {
  readonly id: string;
  readonly note: string;
  /** What goes with a sealed notice in place of the files of the draft. */
  readonly files?: readonly AttachedFile[];
  /** The shared draft, as it was read, through which it goes. */
  readonly desk?: { readonly id: string; readonly revision: number };
}

/** What is written of a filing and not yet taken in, as this browser has it. */
export interface Draft {
  readonly answers: Answers;
  readonly audience?: Audience;
  /** Whether only those named are to be able to open it. */
  readonly seal?: boolean;
  readonly pending?: Pending;
  /** Whether it may leave this browser although it could still be sealed. */
  readonly mayLeave?: boolean;
  /** What ties it to the draft that the office shares. */
  readonly shared?: Shared;
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

/**
 * Where a draft is kept: one for each office, step and place in a thread, and one for each that others of the office began.
 *
 * @param shared - id of a draft of theirs
 */
export function draftKey(place: DraftPlace, shared?: string): string {
  const { participant, office, measure, edition, step, thread = '', after = about(place) } = place;
  const key = ['draft', participant, office, measure, edition, step, thread, after];
  return (shared === undefined ? key : [...key, shared]).join('/');
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
