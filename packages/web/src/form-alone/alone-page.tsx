import { checkAnswers, formView } from '@rapport/measures';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { FilingPart } from '../app.tsx';
import { useFormatContext } from '../exchange/lists.ts';
import { useNames } from '../exchange/names.ts';
import { tidyAnswers } from '../filing/answers.ts';
import { AudiencePart } from '../filing/audience-part.tsx';
import { type Draft, keepDraft } from '../filing/draft.ts';
import { summaryOf } from '../filing/fault-summary.ts';
import type { FilingState } from '../filing/filing.tsx';
import { Fields } from '../filing/form-fields.tsx';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Instant } from '../ui/instant.tsx';
import { programLanguages } from '../wording/languages.ts';
import { useSentences } from '../wording/use-sentences.ts';
import { useWords } from '../wording/use-words.ts';
import { changeLanguage } from './activate-language.ts';
import { AloneSigning } from './alone-signing.tsx';
import type { FormData } from './data.ts';

interface AloneProps {
  readonly data: FormData;
  readonly draftKey: string;
  readonly first: Draft;
}

/** A form on a computer without a network: answers, audience, signature, a file to carry. */
export function AlonePage(props: AloneProps) {
  const { t, pick } = useWords();
  const { data } = props;
  const state = useAlone(props);
  const wording = useMeasureWords(data.measure);
  const title = wording.steps[state.step.id]?.act ?? state.step.id;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <header>
        <div className="masthead">
          <div className="width">
            <span className="brand">
              {pick(data.organisation.abbreviation)}
              <span>Rapport</span>
            </span>
            <Languages />
          </div>
        </div>
        {data.organisation.mode === 'demonstration' && (
          <div className="demonstration-bar" role="note">
            <p className="width">{t('page.demonstration')}</p>
          </div>
        )}
      </header>
      <main className="width">
        <header className="page-head">
          <p className="over">{wording.title}</p>
          <Heading title={title} part={state.part} />
          <p className="lead">{t('alone.lead')}</p>
          <p className="soft small">
            {t('alone.as-of')} <Instant at={data.asOf} />
          </p>
        </header>
        {state.part === 'answers' && <Answers state={state} />}
        {state.part === 'check' && <Check state={state} />}
        {state.part === 'audience' && <AudiencePart state={state} />}
        {state.part === 'sign' && <AloneSigning state={state} data={data} />}
      </main>
    </>
  );
}

/** After a change of part the heading takes the focus, as on the pages. */
function Heading({ title, part }: { title: string; part: FilingPart }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(part);
  useEffect(() => {
    if (shown.current !== part) heading.current?.focus();
    shown.current = part;
  }, [part]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {title}
    </h1>
  );
}

function Languages() {
  const { t, language } = useWords();
  return (
    <fieldset className="language-choice">
      <legend className="visually-hidden">{t('nav.language')}</legend>
      {programLanguages.map(({ tag, name }) => (
        <button
          key={tag}
          type="button"
          lang={tag}
          aria-pressed={tag === language}
          onClick={() => changeLanguage(tag)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}

type AloneState = FilingState & { readonly part: FilingPart };

function useAlone({ data, draftKey, first }: AloneProps): AloneState {
  const { say } = useSentences();
  const [draft, setDraft] = useState(first);
  const [part, go] = useState<FilingPart>('answers');
  const { measure, place, letters } = data;
  const step = measure.steps.find(({ id }) => id === place.step);
  if (step === undefined) throw new Error('the file is of no step of its measure');
  const form = measure.forms[step.form];
  const context = useFormatContext(form);
  const faults = useMemo(() => {
    const found = form === undefined ? [] : checkAnswers(form, tidyAnswers(form, draft.answers), context);
    return found.map(({ code, at, limit }) => ({
      at,
      sentence: say(code, limit === undefined ? undefined : String(limit)),
    }));
  }, [form, draft.answers, context, say]);
  const change = (next: Draft): void => {
    setDraft(next);
    void keepDraft(draftKey, next).catch(() => undefined); // a browser that keeps nothing for files
  };
  const nothing = (): void => undefined;
  const sharing = { status: { kind: 'here', why: 'choose' } as const, flush: async () => undefined };
  const fixed = {
    isKept: true,
    files: [],
    changeFiles: nothing,
    refused: [],
    refuse: nothing,
    sharing,
    maySign: true,
  };
  return { ...fixed, measure, step, place, letters, draft, draftKey, change, faults, go, part };
}

function Answers({ state }: { state: FilingState }) {
  const { t, language } = useWords();
  const names = useNames();
  const wording = useMeasureWords(state.measure);
  const [round, setRound] = useState(0);
  const { measure, step, draft } = state;
  const form = measure.forms[step.form];
  const fields = form === undefined ? [] : formView(form, wording.forms[step.form], language);
  const shown = round > 0 ? state.faults : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (state.faults.length === 0) state.go('check');
    else setRound(round + 1);
  };
  const sheet = {
    answers: draft.answers,
    faults: new Map(shown.flatMap(({ at, sentence }) => (at === undefined ? [] : [[at, sentence]]))),
    zone: names.zone(state.place.participant),
    files: [],
    change: (answers: Draft['answers']) => state.change({ ...draft, answers }),
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary items={summaryOf(shown, fields)} round={round} />
      <p className="soft small">{t('drafts.here')}</p>
      <Fields fields={fields} at={[]} sheet={sheet} />
      <p className="actions">
        <button type="submit" className="button">
          {t('filing.continue')}
        </button>
      </p>
    </form>
  );
}

function Check({ state }: { state: FilingState }) {
  const { t } = useWords();
  const { measure, step, draft } = state;
  const form = measure.forms[step.form];
  const rows = useAnswerRows(measure, step.id, form === undefined ? {} : tidyAnswers(form, draft.answers));
  return (
    <>
      <AnswerList rows={rows} />
      <p className="actions">
        <button type="button" className="button" onClick={() => state.go('audience')}>
          {t('filing.continue')}
        </button>
        <button type="button" className="link-button" onClick={() => state.go('answers')}>
          {t('filing.back-to-answers')}
        </button>
      </p>
    </>
  );
}
