import type { OrganisationView } from '@rapport/api';
import type { Notice } from '@rapport/record';
import { useMemo } from 'react';
import { type MessageId, useWords, type Words } from '../wording/use-words.ts';
import { useOrganisation } from './queries.ts';

/** How participants, offices and audiences are called in the language shown. */
export interface Names {
  readonly participant: (code: string) => string;
  readonly office: (office: string) => string;
  readonly audience: (audience: Notice['audience']) => string;
  /** Codes in the alphabetical order of their names. */
  readonly sorted: (codes: Iterable<string>) => string[];
  readonly zone: (code: string) => string;
}

const officeNames: Readonly<Record<string, MessageId>> = {
  'focal-point': 'office.focal-point',
  mirror: 'office.mirror',
  'signing-officer': 'office.signing-officer',
  secretariat: 'office.secretariat',
  root: 'office.root',
};

/** Names as the organisation's own folder gives them; an office that the program does not know keeps its id. */
export function namesOf(organisation: OrganisationView, words: Words): Names {
  const found = new Map(organisation.participants.map((one) => [one.code, one]));
  const participant = (code: string): string => {
    const one = found.get(code);
    return one === undefined ? code : words.pick(one.name);
  };
  const sorted = (codes: Iterable<string>): string[] =>
    [...codes].sort((a, b) => words.compare(participant(a), participant(b)));
  return {
    participant,
    sorted,
    office: (office) => {
      const id = officeNames[office];
      return id === undefined ? office.replaceAll('-', ' ') : words.t(id);
    },
    zone: (code) => found.get(code)?.zone ?? 'UTC',
    audience: (audience) => {
      const organisationName = words.pick(organisation.abbreviation);
      if (audience.kind === 'all') return words.t('audience.all', { organisation: organisationName });
      if (audience.kind === 'takers') return words.t('audience.takers');
      if (audience.kind === 'dimension') return words.t('audience.dimension');
      if (audience.kind !== 'named')
        return words.t('audience.participants', { organisation: organisationName });
      return words.list(sorted(audience.participants).map(participant));
    },
  };
}

export function useNames(): Names {
  const words = useWords();
  const organisation = useOrganisation();
  return useMemo(() => namesOf(organisation, words), [organisation, words]);
}
