import type { SearchQuery } from '@rapport/api';

/** What a search's address says: every filter, so that a view can be sent as a link. */
export type SearchAddress = Omit<SearchQuery, 'limit'>;

const texts = ['q', 'dimension', 'measure', 'participant', 'state', 'from', 'until'] as const;
const forms: Partial<Record<(typeof texts)[number], RegExp>> = {
  from: /^\d{4}-\d{2}-\d{2}$/,
  until: /^\d{4}-\d{2}-\d{2}$/,
  dimension: /^[A-Za-z0-9-]{1,64}$/,
  measure: /^[A-Za-z0-9-]{1,64}$/,
  participant: /^[A-Za-z0-9-]{1,64}$/,
  state: /^[A-Za-z0-9-]{1,64}$/,
};

/** Reads an address; what is in it that has no meaning is left out. */
export function readSearchAddress(search: Record<string, unknown>): SearchAddress {
  const said = texts.flatMap((name): [string, string][] => {
    const value = textOf(search[name]);
    return value === '' || !(forms[name]?.test(value) ?? true) ? [] : [[name, value]];
  });
  const { box, before } = search;
  return {
    ...Object.fromEntries(said),
    ...(box === 'received' || box === 'sent' ? { box } : {}),
    ...(typeof before === 'number' && Number.isSafeInteger(before) && before >= 0 ? { before } : {}),
  };
}

/** A number in an address is read as one, though somebody typed a word: `2027`. */
function textOf(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  return String(value)
    .replaceAll(/[\ud800-\udfff]/gu, '')
    .trim()
    .slice(0, 300);
}

/** Whether it asks for anything: else there is nothing to look for yet. */
export function isAsking({ before, ...address }: SearchAddress): boolean {
  return before !== undefined || Object.keys(address).length > 0;
}
