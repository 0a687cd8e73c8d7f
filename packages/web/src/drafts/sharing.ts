import type { DraftState, DraftSummary } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import type { Clash, Words } from './merge-drafts.ts';

/** How a draft stands at the office, as it was last heard. */
export interface SharedOffice {
  readonly state?: DraftState;
  readonly remark?: string;
  readonly changed?: DraftSummary['changed'];
  readonly dispatch?: NonNullable<DraftSummary['dispatch']>;
}

/** What ties a draft in this browser to the one that its office shares; kept with it, in one piece. */
export interface Shared {
  readonly id: string;
  /** The revision whose words `base` are; 0 while the office has none. */
  readonly revision: number;
  readonly base: Words;
  /** What others wrote over the same words and nobody has looked at yet. */
  readonly clashes: readonly Clash[];
  /** Files that are named and have not arrived. */
  readonly awaited?: Words['files'];
  readonly office?: SharedOffice;
}

/** Where the words of a draft are, as the page says it. */
export type SharingStatus =
  | { readonly kind: 'here'; readonly why: 'sealed' | 'choose' }
  | { readonly kind: 'saving' | 'clashes' | 'offline' | 'signed-out' | 'gone' | 'signed' }
  | { readonly kind: 'saved'; readonly office: SharedOffice }
  | { readonly kind: 'refused'; readonly sentence: string };

/**
 * Whether a draft may leave this browser. What is or has to be sealed never does; where the sender may seal, it does not
 * before the sender has said that it will not.
 *
 * @param isReplyToSealed - whether what it answers is sealed, so that it will be
 */
export function mayShare(
  { audience }: Pick<Measure, 'audience'>,
  { seal, mayLeave }: { readonly seal?: boolean; readonly mayLeave?: boolean },
  isReplyToSealed: boolean,
): 'yes' | 'sealed' | 'choose' {
  const isOnlySealed = audience.every((kind) => kind === 'sealed');
  if (isOnlySealed || isReplyToSealed || seal === true) return 'sealed';
  return audience.includes('sealed') && mayLeave !== true ? 'choose' : 'yes';
}
