import type { I18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { type Measure, tidyAnswers } from '@rapport/measures';
import { mayReadFiled, nextSteps } from '@rapport/notices';
import type { Notice } from '@rapport/record';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Letter } from '../exchange/filed.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { attachmentsOf } from '../filing/attached-files.ts';
import { Select } from '../filing/choice-fields.tsx';
import { FileList } from '../filing/files-part.tsx';
import type { FilingState } from '../filing/filing.tsx';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { Carried } from '../measure/carried.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { societyOf } from '../thread/society-of.ts';
import { useNow } from '../thread/use-now.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { speakingIn } from '../wording/activate-language.ts';
import { type LanguageTag, programLanguages } from '../wording/languages.ts';
import { useWords } from '../wording/use-words.ts';

export type PreviewProps = Pick<FilingState, 'measure' | 'step' | 'place' | 'letters' | 'draft' | 'files'>;

/** Whoever is not signed in, where a notice is for everybody. */
const everybody = 'public';

/** The letter as one of its readers will have it, in that reader's language, with what it may answer. */
export function Preview(props: PreviewProps) {
  const { t, language } = useWords();
  const names = useNames();
  const { participants } = useOrganisation();
  const { audience } = props.draft;
  const [chosen, choose] = useState<string>();
  const [tag, setTag] = useState<LanguageTag>(language);
  if (audience === undefined) return null;
  const others = participants.map(({ code }) => code).filter((code) => code !== props.place.participant);
  const readers = names.sorted(audience.kind === 'named' ? audience.participants : others);
  const reader = chosen ?? readers[0] ?? everybody;
  const options = readers.map((value) => ({ value, title: names.participant(value) }));
  const all =
    audience.kind === 'all' ? [...options, { value: everybody, title: t('preview.public') }] : options;
  const languages = programLanguages.map((one) => ({ value: one.tag, title: one.name }));
  return (
    <div className="stack">
      <div className="preview-choice">
        <div className="field">
          <label htmlFor="preview-reader">{t('preview.reader')}</label>
          <Select id="preview-reader" options={all} value={reader} described={undefined} onChange={choose} />
        </div>
        <div className="field">
          <label htmlFor="preview-language">{t('preview.language')}</label>
          <Select
            id="preview-language"
            options={languages}
            value={tag}
            described={undefined}
            onChange={(value) => setTag(programLanguages.find((one) => one.tag === value)?.tag ?? language)}
          />
        </div>
      </div>
      {(audience.kind === 'takers' || audience.kind === 'dimension') && (
        <p className="hint">{t('preview.circle')}</p>
      )}
      <InLanguage tag={tag}>
        {(i18n) => <Sheet {...props} reader={reader} tag={tag} i18n={i18n} />}
      </InLanguage>
    </div>
  );
}

const wordingQuery = (tag: LanguageTag) =>
  queryOptions({
    queryKey: ['wording', tag],
    queryFn: () => speakingIn(tag),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

function InLanguage(props: { tag: LanguageTag; children: (i18n: I18n) => React.ReactNode }) {
  return props.children(useSuspenseQuery(wordingQuery(props.tag)).data);
}

type SheetProps = PreviewProps & { readonly reader: string; readonly tag: LanguageTag; readonly i18n: I18n };

function Sheet({ i18n, tag, ...props }: SheetProps) {
  const direction = programLanguages.find((one) => one.tag === tag)?.direction;
  return (
    <I18nProvider i18n={i18n}>
      <div className="preview" lang={tag} dir={direction}>
        <Draft {...props} />
        <MayAnswer {...props} />
      </div>
    </I18nProvider>
  );
}

type ReadProps = PreviewProps & { readonly reader: string };

function Draft({ measure, step, place, draft, files }: ReadProps) {
  const { t } = useWords();
  const names = useNames();
  const wording = useMeasureWords(measure);
  const answers = answersOf(measure, step.form, draft.answers);
  const rows = useAnswerRows(measure, step.id, answers, files);
  return (
    <article className="letter">
      <header>
        <h3>{wording.steps[step.id]?.title ?? step.id}</h3>
        <span className="soft small">{wording.title}</span>
      </header>
      <Facts className="envelope">
        <Fact label={t('letter.from')}>
          {names.participant(place.participant)}, {names.office(step.offices[0] ?? place.office)}
        </Fact>
        {draft.audience !== undefined && <Fact label={t('letter.to')}>{names.audience(draft.audience)}</Fact>}
      </Facts>
      <Carried step={step} answers={answers} rows={rows} />
      <AnswerList rows={rows} />
      {files.length > 0 && (
        <div className="stack tight">
          <h4>{t('letter.attachments')}</h4>
          <FileList files={files} />
        </div>
      )}
    </article>
  );
}

/** What the reader could send in reply, by the same rule as on the thread's own page. */
function MayAnswer({ reader, ...props }: ReadProps) {
  const { t } = useWords();
  const organisation = useOrganisation();
  const now = useNow();
  const wording = useMeasureWords(props.measure);
  const thread = threadWith({ ...props, reader }, now).filter((one) =>
    mayReadFiled(reader === everybody ? 'public' : { participant: reader }, one),
  );
  const steps =
    reader === everybody ? [] : nextSteps(props.measure, thread, reader, societyOf(organisation), now);
  return (
    <div className="stack tight">
      <h4>{t('preview.may-answer')}</h4>
      {steps.length === 0 && <p className="soft">{t('preview.no-answer')}</p>}
      <ul>
        {steps.map(({ step }) => (
          <li key={step.id}>{wording.steps[step.id]?.act ?? step.id}</li>
        ))}
      </ul>
    </div>
  );
}

/** The thread as it will be once the draft is taken in. */
function threadWith(
  { measure, step, place, letters, draft, files, reader }: ReadProps,
  now: number,
): Letter[] {
  const id = '0'.repeat(64);
  const notice: Notice = {
    ...{ log: '', participant: place.participant, office: place.office, step: step.id, nonce: '' },
    measure: { id: measure.id, edition: measure.edition, hash: measure.hash },
    answers: answersOf(measure, step.form, draft.answers) as Notice['answers'],
    attachments: attachmentsOf(files),
    audience: draft.audience ?? { kind: 'named', participants: [] },
    date: new Date(now).toISOString(),
    ...(place.thread === undefined ? {} : { thread: place.thread }),
    ...(place.after === undefined ? {} : { after: place.after }),
  };
  // Of a circle whoever is asked about is taken to be in it: who is, is fixed when it is taken in.
  return [
    ...letters,
    { id, index: Number.MAX_SAFE_INTEGER, takenIn: now, reference: '', notice, circle: [reader] },
  ];
}

function answersOf({ forms }: Measure, name: string, answers: FilingState['draft']['answers']) {
  const form = forms[name];
  return form === undefined ? {} : tidyAnswers(form, answers);
}
