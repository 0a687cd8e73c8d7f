import type { AdherenceView, EntryListView, OrganisationView } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import type { Letter } from '../exchange/filed.ts';
import type { DraftPlace } from '../filing/draft.ts';

/** All that a form needs where there is no network, written into its file as JSON. */
export interface FormData {
  readonly measure: Measure;
  readonly place: DraftPlace;
  readonly organisation: OrganisationView;
  readonly lists: readonly EntryListView[];
  readonly adherence: AdherenceView;
  /** The thread of a reply, in log order; empty for a notice that opens one. */
  readonly letters: readonly Letter[];
  /** Where to carry the signed file. */
  readonly server: string;
  /** POSIX milliseconds. */
  readonly asOf: number;
}

/** The element of the file that holds the data. */
export const dataElement = 'form-data';

/** What stands there in the file as it is built. */
export const emptyData = '{}';

/**
 * The file of a form with its data put in.
 *
 * @param file - as it was built, its script and style inside
 */
export function withData(file: string, data: FormData): string {
  const head = `<script type="application/json" id="${dataElement}">`;
  const at = file.indexOf(head + emptyData);
  if (at === -1) throw new Error('the form has no place for its data');
  // Within a script element only its own end and a comment could be taken for something else.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return file.slice(0, at) + head + json + file.slice(at + head.length + emptyData.length);
}
