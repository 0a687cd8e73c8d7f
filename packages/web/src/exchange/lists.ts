import type { OrganisationView } from '@rapport/api';
import {
  codesOfLists,
  type FormatContext,
  type FormSchema,
  fieldsOf,
  type Option,
  type Wordings,
} from '@rapport/measures';
import { queryOptions, useSuspenseQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWords } from '../wording/use-words.ts';
import { client } from './client.ts';
import { useOrganisation } from './queries.ts';

const listQuery = (id: string) =>
  queryOptions({
    queryKey: ['list', id],
    queryFn: () => client.list(id),
    staleTime: Number.POSITIVE_INFINITY,
  });

type Named = { readonly code: string; readonly name: Wordings };

/** The lists that every organisation has, from the view that every page has. */
function ownEntries(organisation: OrganisationView, id: string): readonly Named[] | undefined {
  const ofIds = (items: readonly { id: string; name: Wordings }[]): Named[] =>
    items.map(({ id: code, name }) => ({ code, name }));
  if (id === 'participants') return organisation.participants;
  if (id === 'bodies') return ofIds(organisation.bodies);
  if (id === 'dimensions') return ofIds(organisation.dimensions);
  if (id === 'areas') return ofIds(organisation.dimensions.flatMap(({ areas }) => areas));
  if (id === 'catalogue') return organisation.catalogue.map(({ id: code, title }) => ({ code, name: title }));
  if (id === 'measures') return organisation.measures.map(({ id: code, title }) => ({ code, name: title }));
  return undefined;
}

/** The entries of a list as options, each with its code before its name where it is a number. */
export function useEntries(id: string): Option[] {
  const { pick } = useWords();
  const organisation = useOrganisation();
  const found = useSuspenseQueries({ queries: foreign(organisation, [id]).map(listQuery) });
  const entries = ownEntries(organisation, id) ?? found[0]?.data.entries ?? [];
  return entries.map(({ code, name }) => ({ value: code, title: titleOf(code, pick(name)) }));
}

function titleOf(code: string, name: string): string {
  return /^([0-9]+(\.[0-9a-z]+)*|[IVX]+)$/.test(code) ? `${code} ${name}` : name;
}

/** The name of an entry, in whichever list; the code itself where there is none. */
export function useEntryNames(lists: readonly string[]): (list: string, code: string) => string {
  const { pick } = useWords();
  const organisation = useOrganisation();
  const found = useSuspenseQueries({ queries: foreign(organisation, lists).map(listQuery) });
  const data = found.map((one) => one.data);
  return (list, code) => {
    const entries = ownEntries(organisation, list) ?? data.find(({ id }) => id === list)?.entries;
    const entry = entries?.find((one) => one.code === code);
    return entry === undefined ? code : titleOf(code, pick(entry.name));
  };
}

/** Those of some lists that have to be fetched. */
function foreign(organisation: OrganisationView, lists: readonly string[]): string[] {
  return [...new Set(lists)].filter((id) => organisation.lists.some((list) => list.id === id));
}

/** The lists that the fields of a form name. */
export function listsOf(form: FormSchema | undefined): string[] {
  if (form === undefined) return [];
  return [...fieldsOf(form, '').values()].flatMap(({ list }) => list ?? []);
}

/** What the answers to a form can name, for the same check as the server's. */
export function useFormatContext(form: FormSchema | undefined): FormatContext {
  const organisation = useOrganisation();
  const queries = foreign(organisation, listsOf(form)).map(listQuery);
  const lists = useSuspenseQueries({ queries, combine: dataOf });
  return useMemo(() => {
    const codes = codesOfLists({ ...organisation, lists });
    return { participants: codes.get('participants') ?? new Set<string>(), lists: codes };
  }, [organisation, lists]);
}

/** The same list again while no query has new data. */
function dataOf<T>(results: readonly { readonly data: T }[]): T[] {
  return results.map(({ data }) => data);
}
