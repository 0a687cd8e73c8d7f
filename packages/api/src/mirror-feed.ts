import type { LogNotice } from './shapes.ts';

/**
 * What the command line tells the process that serves a mirror, a line of JSON each: the head, then each bundle
 * with the attachments of its notices, then the end. Everything was verified before it is told; until the end is
 * told nothing is served.
 */
export type MirrorFeed = MirrorHead | MirrorBundle | MirrorAttachment | { readonly kind: 'end' };

export interface MirrorHead {
  readonly kind: 'head';
  /** Code of the participant as which the mirror reads, or `public`. */
  readonly reader: string;
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
  /** The C2SP policy by which it was verified. */
  readonly policy: string;
  /** Name of the mirror's own key, where it has one. */
  readonly name?: string;
}

export interface MirrorBundle {
  readonly kind: 'bundle';
  readonly index: number;
  readonly width: number;
  /** The entry bundle in base64. */
  readonly bundle: string;
  readonly notices: readonly LogNotice[];
}

/** A file that notices of the bundle before it name. */
export interface MirrorAttachment {
  readonly kind: 'attachment';
  readonly sha256: string;
  /** In base64. */
  readonly bytes: string;
}
