import { paths } from '@rapport/api';
import { formatInstant, type Measure, visibleControls } from '@rapport/measures';
import { subjectOf } from '@rapport/notices';
import { useState } from 'react';
import type { Letter } from '../exchange/filed.ts';
import { useEntryNames } from '../exchange/lists.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { citationOf } from './citation.ts';

/** How a notice is cited, and what whoever quotes it says with it. */
export function CiteNotice({ letter, measure }: { letter: Letter; measure: Measure }) {
  const { t, pick, language } = useWords();
  const names = useNames();
  const { name, origin } = useOrganisation();
  const wording = useMeasureWords(measure);
  const { notice } = letter;
  const subject = useSubject(letter, measure);
  const title = [wording.title, wording.steps[notice.step]?.title, subject];
  const text = citationOf(
    [
      pick(name),
      names.participant(notice.participant),
      ...title,
      letter.reference,
      t('cite.taken-in', { time: formatInstant(letter.takenIn, language, 'UTC') }),
      t('cite.log', { log: origin, number: letter.index }),
      letter.id,
      `${t('cite.address')}: ${base()}${paths.byReference(letter.reference)}`,
    ],
    comma(language),
  );
  return <Cite text={text} use={notice.audience.kind === 'all' ? t('cite.use') : undefined} />;
}

/** How an edition of a measure is cited. */
export function CiteMeasure({ measure }: { measure: Measure }) {
  const { t, pick, language } = useWords();
  const { name } = useOrganisation();
  const { title } = useMeasureWords(measure);
  const text = citationOf(
    [
      pick(name),
      title,
      t('cite.edition', { edition: measure.edition }),
      t('cite.hash', { hash: measure.hash }),
      `${t('cite.address')}: ${base()}/measures/${measure.id}`,
    ],
    comma(language),
  );
  return <Cite text={text} use={t('cite.use-measure')} />;
}

function Cite({ text, use }: { text: string; use: string | undefined }) {
  const { t } = useWords();
  const [state, setState] = useState<'lists.copied' | 'cite.not-copied'>();
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setState('lists.copied'),
      () => setState('cite.not-copied'),
    );
  };
  return (
    <Section title={t('cite.title')} inMargin>
      <p className="citation">{text}</p>
      {!import.meta.env.SSR && (
        <p className="no-print">
          <button type="button" className="link-button" onClick={copy}>
            {t('cite.copy')}
          </button>{' '}
          <output className="soft small">{state !== undefined && t(state)}</output>
        </p>
      )}
      {use !== undefined && <p className="soft small">{use}</p>}
    </Section>
  );
}

/** What a notice that opens a thread says that it is about, in words. */
function useSubject(letter: Letter, measure: Measure): string | undefined {
  const isOpening = letter.notice.thread === undefined && letter.erased === undefined;
  const subject = isOpening ? subjectOf(measure, [letter]) : undefined;
  const nameOf = useEntryNames(subject?.list === undefined ? [] : [subject.list]);
  if (subject === undefined) return undefined;
  return subject.list === undefined ? visibleControls(subject.value) : nameOf(subject.list, subject.value);
}

/** A server that draws a page does not say under which name its reader found it. */
function base(): string {
  return import.meta.env.SSR ? '' : window.location.origin;
}

function comma(language: string): string {
  return language === 'ar' ? '، ' : ', ';
}
