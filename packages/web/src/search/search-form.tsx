import type { OrganisationView } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, Suspense, type SyntheticEvent } from 'react';
import { useNames } from '../exchange/names.ts';
import { measureQuery, useOrganisation, useSession } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { useWords } from '../wording/use-words.ts';
import { readSearchAddress, type SearchAddress } from './search-address.ts';

/** What is looked for: words, and filters that narrow it. Nothing happens before it is sent. */
export function SearchForm({ address }: { address: SearchAddress }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const said = Object.fromEntries(new FormData(event.currentTarget));
    void navigate({ to: '/search', search: readSearchAddress(said) });
  };
  const { q, before: _, ...filters } = address;
  return (
    <search aria-label={t('search.words')}>
      <form onSubmit={submit} className="search-form">
        <div className="search-line">
          <label htmlFor="q">{t('search.words')}</label>
          <input
            id="q"
            className="input"
            type="search"
            name="q"
            maxLength={300}
            defaultValue={q ?? ''}
            dir="auto"
          />
          <button type="submit" className="button">
            {t('search.do')}
          </button>
        </div>
        <details open={Object.keys(filters).length > 0}>
          <summary>{t('search.filters')}</summary>
          <Filters address={address} />
        </details>
      </form>
    </search>
  );
}

function Filters({ address }: { address: SearchAddress }) {
  const { t, pick } = useWords();
  const names = useNames();
  const organisation = useOrganisation();
  const session = useSession();
  const participants = names.sorted(organisation.participants.map(({ code }) => code));
  return (
    <div className="filters">
      {session !== null && (
        <Choice name="box" label={t('search.box')} value={address.box}>
          <option value="received">{t('inbox.received')}</option>
          <option value="sent">{t('inbox.sent')}</option>
        </Choice>
      )}
      <Choice name="dimension" label={t('matrix.dimension')} value={address.dimension}>
        {organisation.dimensions.map(({ id, name }) => (
          <option key={id} value={id}>
            {pick(name)}
          </option>
        ))}
      </Choice>
      <Choice name="measure" label={t('matrix.measure')} value={address.measure}>
        <MeasureOptions />
      </Choice>
      <Choice name="participant" label={t('search.participant')} value={address.participant}>
        {participants.map((code) => (
          <option key={code} value={code}>
            {names.participant(code)}
          </option>
        ))}
      </Choice>
      <Day name="from" label={t('search.from')} value={address.from} />
      <Day name="until" label={t('search.until')} value={address.until} />
      {address.measure !== undefined && (
        <Suspense>
          <State measure={address.measure} state={address.state} />
        </Suspense>
      )}
    </div>
  );
}

function MeasureOptions() {
  const { pick, compare } = useWords();
  const { measures } = useOrganisation();
  const titles = new Map(measures.map((one) => [one.id, pick(one.title)]));
  return [...titles]
    .toSorted(([, a], [, b]) => compare(a, b))
    .map(([id, title]) => (
      <option key={id} value={id}>
        {title}
      </option>
    ));
}

/** The states that a thread of a measure can be in, in the edition in force. */
function State({ measure, state }: { measure: string; state: string | undefined }) {
  const { measures } = useOrganisation();
  const summary = measures.find(({ id, isInForce }) => id === measure && isInForce);
  return summary === undefined ? null : <StateChoice summary={summary} state={state} />;
}

function StateChoice({
  summary,
  state,
}: {
  summary: OrganisationView['measures'][number];
  state: string | undefined;
}) {
  const { t } = useWords();
  const wording = useMeasureWords(useSuspenseQuery(measureQuery(summary.id, summary.edition)).data);
  return (
    <Choice name="state" label={t('search.state')} value={state}>
      {Object.entries(wording.states).map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Choice>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly children: ReactNode;
}

function Choice({ name, label, value = '', children }: ChoiceProps) {
  const { t } = useWords();
  return (
    <div>
      <label htmlFor={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name} className="input" defaultValue={value}>
        <option value="">{t('search.any')}</option>
        {children}
      </select>
    </div>
  );
}

function Day({ name, label, value = '' }: Omit<ChoiceProps, 'children'>) {
  return (
    <div>
      <label htmlFor={`filter-${name}`}>{label}</label>
      <input id={`filter-${name}`} name={name} type="date" className="input" defaultValue={value} />
    </div>
  );
}
