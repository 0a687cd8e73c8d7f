import { paths } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import { Link } from '@tanstack/react-router';
import { fileName } from '../exchange/download.ts';
import type { Letter } from '../exchange/filed.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { changesBetween } from '../measure/answer-rows.ts';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Fact, Facts, Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';

/** One notice as a letter. @param corrected - the letter that this one corrects @param correctedBy - the one that corrects this */
export function LetterView(props: {
  letter: Letter;
  measure: Measure;
  corrected?: Letter | undefined;
  correctedBy?: Letter | undefined;
}) {
  const { letter, measure, corrected, correctedBy } = props;
  const { t } = useWords();
  const names = useNames();
  const wording = useMeasureWords(measure);
  const { notice } = letter;
  const rows = useAnswerRows(measure, notice.step, notice.answers);
  return (
    <article className="letter" id={letter.id} aria-labelledby={`${letter.id}-title`}>
      <header>
        <h2 id={`${letter.id}-title`}>{wording.steps[notice.step]?.title ?? notice.step}</h2>
        <Reference>{letter.reference}</Reference>
      </header>
      {correctedBy !== undefined && (
        <p className="strip">
          {t('letter.corrected-by')}{' '}
          <a href={`#${correctedBy.id}`}>{<Reference>{correctedBy.reference}</Reference>}</a>
        </p>
      )}
      <Facts className="envelope">
        <Fact label={t('letter.from')}>
          {names.participant(notice.participant)}, {names.office(notice.office)}
        </Fact>
        <Fact label={t('letter.to')}>{names.audience(notice.audience)}</Fact>
        <Fact label={t('letter.taken-in')}>
          <Instant at={letter.takenIn} />,{' '}
          <span className="figures">{t('letter.number', { number: letter.index })}</span>
        </Fact>
      </Facts>
      {corrected !== undefined && <Changes letter={letter} corrected={corrected} measure={measure} />}
      <AnswerList rows={rows} />
      <Attachments letter={letter} />
      <LetterActions letter={letter} />
    </article>
  );
}

/** The files that the notice names by their hash; they are only ever downloaded. */
function Attachments({ letter }: { letter: Letter }) {
  const { t, language } = useWords();
  const { attachments } = letter.notice;
  if (attachments.length === 0) return null;
  return (
    <div className="stack tight">
      <h3>{t('letter.attachments')}</h3>
      <ul>
        {attachments.map(({ name, mediaType, sha256, size }, i) => (
          <li key={`${sha256} ${i}`}>
            <a href={paths.attachment(letter.id, sha256)} download={name}>
              <bdi>{name}</bdi>
            </a>{' '}
            <span className="soft small">
              <bdi>{mediaType}</bdi>, {formatBytes(size, language)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function formatBytes(size: number, language: string): string {
  const [value, unit] = size < 10_000 ? [size, 'byte'] : [Math.round(size / 1000), 'kilobyte'];
  return new Intl.NumberFormat(`${language}-u-nu-latn`, { style: 'unit', unit, unitDisplay: 'long' }).format(
    value,
  );
}

/** What a correction changes, against the letter it replaces. */
function Changes({ letter, corrected, measure }: { letter: Letter; corrected: Letter; measure: Measure }) {
  const { t } = useWords();
  const before = useAnswerRows(measure, corrected.notice.step, corrected.notice.answers);
  const after = useAnswerRows(measure, letter.notice.step, letter.notice.answers);
  const changes = changesBetween(before, after);
  return (
    <div className="stack tight changes">
      <p>
        {t('letter.corrects')} <a href={`#${corrected.id}`}>{<Reference>{corrected.reference}</Reference>}</a>
      </p>
      {changes.length === 0 && <p className="soft">{t('letter.no-changes')}</p>}
      <ul>
        {changes.map(({ pointer, titles, before: was, after: is }) => (
          <li key={pointer}>
            {titles.join(', ')}: {was === undefined ? t('letter.was-empty') : <del dir="auto">{was}</del>} →{' '}
            {is === undefined ? t('letter.is-empty') : <ins dir="auto">{is}</ins>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function LetterActions({ letter }: { letter: Letter }) {
  const { t } = useWords();
  const { mode } = useOrganisation();
  return (
    <p className="actions small">
      <Link to="/verify/$id" params={{ id: letter.id }}>
        {t('letter.verify')}
        <span className="visually-hidden"> {letter.reference}</span>
      </Link>
      <a href={paths.proofFile(letter.id)} download={fileName(mode, letter.reference, 'proof.json')}>
        {t('letter.download')}
        <span className="visually-hidden"> {letter.reference}</span>
      </a>
      <Link to="/notices/$id" params={{ id: letter.id }}>
        {t('letter.alone')}
        <span className="visually-hidden"> {letter.reference}</span>
      </Link>
    </p>
  );
}
