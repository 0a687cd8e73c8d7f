import type { AudienceKind } from '@rapport/measures';
import { type Adherence, circleOf } from '@rapport/notices';
import type { Audience } from '@rapport/record';
import { useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { adherenceQuery } from '../exchange/adherence.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { useNow } from '../thread/use-now.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { useWords } from '../wording/use-words.ts';
import { Checkboxes, Radios } from './choice-fields.tsx';
import { useParticipantOptions } from './control.tsx';
import type { FilingState } from './filing.tsx';
import { type AudienceOffer, openingAudience, replyAudience } from './reply-audience.ts';

/** Who will see the notice: chosen, and said in words before anything is signed. */
export function AudiencePart({ state }: { state: FilingState }) {
  const { t } = useWords();
  const offer = offerOf(state);
  const [round, setRound] = useState(0);
  const audience = state.draft.audience ?? offer.begin;
  const isChosen = audience !== undefined && (audience.kind !== 'named' || audience.participants.length > 0);
  const choose = (next: Audience): void => state.change({ ...state.draft, audience: next });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isChosen || audience === undefined) return setRound(round + 1);
    const seal = audience.kind === 'named' && isSealed(offer, state);
    // Whoever has decided not to seal has decided that the office may see it.
    state.change({ ...state.draft, audience, seal, mayLeave: !seal });
    state.go('sign');
  };
  const items = round > 0 && !isChosen ? [{ sentence: t('audience.choose'), target: 'audience' }] : [];
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary items={items} round={round} />
      {offer.fixed && <p className="line">{t('audience.fixed')}</p>}
      {!offer.fixed && (
        <Choice offer={offer} audience={audience} self={state.place.participant} choose={choose} />
      )}
      {audience?.kind === 'named' && <SealChoice offer={offer} state={state} />}
      {isChosen && audience !== undefined && <WhoSees audience={audience} state={state} />}
      {isChosen && audience?.kind === 'named' && isSealed(offer, state) && (
        <div className="strip">
          <Suspense fallback={<p className="soft">{t('seal.checking')}</p>}>
            <SealedTo readers={[...audience.participants, state.place.participant]} />
          </Suspense>
        </div>
      )}
      <p className="actions">
        <button type="submit" className="button">
          {t('filing.continue')}
        </button>
        <button type="button" className="link-button" onClick={() => state.go('check')}>
          {t('filing.back-to-check')}
        </button>
      </p>
    </form>
  );
}

const SealedTo = lazy(async () => ({ default: (await import('../sealing/sealed-to.tsx')).SealedTo }));

function isSealed({ sealing }: AudienceOffer, { draft }: FilingState): boolean {
  return sealing === 'must' || (sealing === 'may' && draft.seal === true);
}

/** Whether only those named are to be able to open it; where that is settled, so it says. */
function SealChoice({ offer, state }: { offer: AudienceOffer; state: FilingState }) {
  const { t } = useWords();
  if (offer.sealing === 'no') return null;
  if (offer.sealing === 'must') return <p className="line">{t('seal.must')}</p>;
  const isChosen = isSealed(offer, state);
  return (
    <div className="choices">
      <div className="choice">
        <input
          type="checkbox"
          id="audience-seal"
          checked={isChosen}
          onChange={() => state.change({ ...state.draft, seal: !isChosen })}
        />
        <label htmlFor="audience-seal">{t('seal.choose')}</label>
      </div>
    </div>
  );
}

function offerOf({ measure, step, letters, place }: FilingState): AudienceOffer {
  const opening = letters[0]?.notice;
  const target = letters.find(({ id }) => id === place.after)?.notice;
  if (opening === undefined || target === undefined) return openingAudience(measure);
  return replyAudience(measure, step, opening, target, place.participant);
}

/** What has to be known of a filing to say who will see it. */
type Addressing = Pick<FilingState, 'letters' | 'measure' | 'place'>;

/** Who will read it, in plain sentences; of a circle, by name as it stands now. */
export function WhoSees({ audience, state }: { audience: Audience; state: Addressing }) {
  const { t } = useWords();
  const names = useNames();
  const isNew = state.letters.length === 0;
  return (
    <div className="strip">
      <p>{t('audience.who', { names: names.audience(audience) })}</p>
      {isNew && (audience.kind === 'takers' || audience.kind === 'dimension') && (
        <Suspense>
          <Circle audience={audience} state={state} />
        </Suspense>
      )}
    </div>
  );
}

/** The same rule as the server's, over what the reader may see of who has taken up what. */
function Circle({ audience, state }: { audience: Audience; state: Addressing }) {
  const { t, list } = useWords();
  const names = useNames();
  const { dimensions, measures } = useOrganisation();
  const { takings } = useSuspenseQuery(adherenceQuery).data;
  const now = useNow();
  const adherence: Adherence = {
    takings: new Map(takings.map(({ thread, ...taking }) => [thread, taking])),
    adoptions: new Map(),
  };
  const society = { dimensions, measures } as unknown as Parameters<typeof circleOf>[2];
  const { participant } = state.place;
  const circle = circleOf({ participant, audience }, state.measure, society, adherence, now);
  return (
    <p>
      {circle.length === 0
        ? t('audience.circle.empty')
        : t('audience.circle', { names: list(names.sorted(circle).map(names.participant)) })}
    </p>
  );
}

interface ChoiceProps {
  readonly offer: AudienceOffer;
  readonly audience: Audience | undefined;
  readonly self: string;
  readonly choose: (audience: Audience) => void;
}

function Choice({ offer, audience, self, choose }: ChoiceProps) {
  const { t } = useWords();
  const options = offer.kinds.map((kind) => ({ value: kind, title: t(`audience.kind.${kind}`) }));
  const named = audience?.kind === 'named' ? audience.participants : undefined;
  const pick = (kind: string | undefined): void => {
    if (kind === 'named') choose({ kind, participants: [...offer.always] });
    else if (kind !== undefined) choose({ kind: kind as Exclude<AudienceKind, 'named'> });
  };
  return (
    <div className="field" id="audience">
      <fieldset>
        <legend>{t('audience.legend')}</legend>
        {options.length > 1 && (
          <Radios
            id="audience-kind"
            options={options}
            value={audience?.kind as AudienceKind | undefined}
            onChange={pick}
          />
        )}
        {(named !== undefined || options.length === 1) && offer.kinds.includes('named') && (
          <Named offer={offer} self={self} chosen={named ?? []} choose={choose} />
        )}
      </fieldset>
    </div>
  );
}

function Named(props: {
  offer: AudienceOffer;
  self: string;
  chosen: readonly string[];
  choose: ChoiceProps['choose'];
}) {
  const { t } = useWords();
  const { offer, self, chosen, choose } = props;
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const among = offer.among;
  const options = useParticipantOptions()
    .filter(({ value }) => value !== self && (among === undefined || among.includes(value)))
    .filter(({ value, title }) => chosen.includes(value) || title.toLocaleLowerCase().includes(wanted));
  return (
    <>
      <div className="field">
        <label htmlFor="audience-search">{t('audience.search')}</label>
        <input
          id="audience-search"
          className="input"
          type="search"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <Checkboxes
        id="audience-name"
        options={options}
        values={chosen}
        locked={offer.always}
        className="columns"
        onChange={(names) => choose({ kind: 'named', participants: names.toSorted() })}
      />
    </>
  );
}
