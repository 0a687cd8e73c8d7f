import type { Session } from '@rapport/api';
import type { MessageId } from '../wording/use-words.ts';

type Place = readonly [to: string, label: MessageId];

const ofOffices = [
  ['/desk', 'nav.desk'],
  ['/inbox', 'nav.inbox'],
  ['/due', 'nav.due'],
] as const satisfies readonly Place[];

const ofSecretariat = [['/secretariat', 'secretariat.title']] as const satisfies readonly Place[];

const ofEverybody = [
  ['/catalogue', 'nav.catalogue'],
  ['/participants', 'nav.participants'],
  ['/log', 'nav.log'],
  ['/verify', 'nav.verify'],
] as const satisfies readonly Place[];

/**
 * Where the reader can go: an office to its own work first, everybody to what is public.
 *
 * @param isSecretariat - whether the office is one of the organisation itself
 */
export function placesFor(session: Session | null, isSecretariat: boolean) {
  if (session === null) return ofEverybody;
  return isSecretariat ? [...ofSecretariat, ...ofOffices, ...ofEverybody] : [...ofOffices, ...ofEverybody];
}

/** Every place, for the foot of each page. */
export const allPlaces = [
  ...ofEverybody,
  ['/statistics', 'statistics.title'] as const satisfies Place,
  ...ofOffices,
];
