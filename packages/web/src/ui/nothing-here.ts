/** Thrown by a page whose address leads to nothing, or to nothing that the reader may see: both are told alike. */
export class NothingHere extends Error {
  constructor() {
    super('nothing here');
  }
}
