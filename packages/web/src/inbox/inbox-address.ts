/** Which part of which list: all of it stands in the address, so that a link or the way back leads to the same place. */
export interface InboxAddress {
  readonly box?: 'sent';
  readonly measure?: string;
  /** Only notices before this place of the log. */
  readonly before?: number;
}

/** Reads an address; what is in it that has no meaning is left out. */
export function readInboxAddress(search: Record<string, unknown>): InboxAddress {
  const { box, measure, before } = search;
  return {
    ...(box === 'sent' ? { box } : {}),
    ...(typeof measure === 'string' && /^[a-z0-9-]{1,64}$/.test(measure) ? { measure } : {}),
    ...(typeof before === 'number' && Number.isSafeInteger(before) && before >= 0 ? { before } : {}),
  };
}
