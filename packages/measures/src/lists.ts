/** What a form's answers can name of an organisation. */
export interface Named {
  readonly participants: readonly { readonly code: string }[];
  readonly bodies: readonly Identified[];
  readonly dimensions: readonly (Identified & { readonly areas: readonly Identified[] })[];
  readonly catalogue: readonly Identified[];
  readonly measures: readonly Identified[];
  readonly lists: readonly (Identified & { readonly entries: readonly { readonly code: string }[] })[];
}

interface Identified {
  readonly id: string;
}

/** Lists that every organisation has without a file in `lists/`. */
export const OWN_LISTS: readonly string[] = [
  'participants',
  'bodies',
  'dimensions',
  'areas',
  'catalogue',
  'measures',
];

/** The codes of each list that a field of format `entry` may name, by the list's id. */
export function codesOfLists(organisation: Named): ReadonlyMap<string, ReadonlySet<string>> {
  const ids = (items: readonly Identified[]): Set<string> => new Set(items.map(({ id }) => id));
  return new Map<string, ReadonlySet<string>>([
    ...organisation.lists.map(({ id, entries }) => [id, new Set(entries.map(({ code }) => code))] as const),
    ['participants', new Set(organisation.participants.map(({ code }) => code))],
    ['bodies', ids(organisation.bodies)],
    ['dimensions', ids(organisation.dimensions)],
    ['areas', ids(organisation.dimensions.flatMap(({ areas }) => areas))],
    ['catalogue', ids(organisation.catalogue)],
    ['measures', ids(organisation.measures)],
  ]);
}
