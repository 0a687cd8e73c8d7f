/** It is not sealed: somebody who is to read it could not, or a key is not proved. */
export class SealingRefused extends Error {
  readonly kind: 'without' | 'unproved';
  readonly participants: readonly string[];
  constructor(kind: 'without' | 'unproved', participants: readonly string[]) {
    super(kind);
    this.kind = kind;
    this.participants = participants;
  }
}
