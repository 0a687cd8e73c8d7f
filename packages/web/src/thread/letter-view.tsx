import { paths } from '@rapport/api';
import type { AnswerRow, Measure } from '@rapport/measures';
import { type Mark, type Marks, stepIn } from '@rapport/notices';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { fileName } from '../exchange/download.ts';
import type { Letter } from '../exchange/filed.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation, useSession } from '../exchange/queries.ts';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { Carried } from '../measure/carried.tsx';
import { ChangeList } from '../measure/change-list.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { SaveNotice } from '../print/save-notice.tsx';
import { Fact, Facts, Reference } from '../ui/facts.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';
import { Erased, EraseLink } from './erased.tsx';

/** Opening what is sealed takes code that other letters do not need. */
const SealedLetter = lazy(async () => ({
  default: (await import('../sealing/sealed-letter.tsx')).SealedLetter,
}));

/** One notice as a letter. @param marks - what it changes in its thread, and what has changed it since; @param followed - what it follows */
export function LetterView(props: {
  letter: Letter;
  measure: Measure;
  marks?: Marks<Letter>;
  followed?: Letter | undefined;
}) {
  const { letter, measure, marks, followed } = props;
  const { t } = useWords();
  const names = useNames();
  const wording = useMeasureWords(measure);
  const { notice } = letter;
  const rows = useAnswerRows(measure, notice.step, notice.answers, notice.attachments);
  const session = useSession();
  const isOwn = session?.participant === notice.participant;
  const isWithdrawn = marks?.changedBy.some(({ kind }) => kind === 'withdraws') === true;
  return (
    <article
      className={`letter${isOwn ? ' own' : ''}${isWithdrawn || letter.erased !== undefined ? ' withdrawn' : ''}`}
      id={letter.id}
      aria-labelledby={`${letter.id}-title`}
    >
      <div className="letter-margin">
        <p className="from">{names.participant(notice.participant)}</p>
        <p className="small">{names.office(notice.office)}</p>
        <p className="small figures">
          <Reference>{letter.reference}</Reference>
        </p>
      </div>
      <div className="letter-sheet">
        <header>
          <h2 id={`${letter.id}-title`}>{wording.steps[notice.step]?.title ?? notice.step}</h2>
        </header>
        {marks?.changedBy.map(({ kind, letter: by }) => (
          <p className="strip" key={by.id}>
            {t(`letter.changed-by.${kind}`)}{' '}
            <a href={`#${by.id}`}>
              <Reference>{by.reference}</Reference>
            </a>
          </p>
        ))}
        <Facts className="envelope">
          <Fact label={t('letter.to')}>{names.audience(notice.audience)}</Fact>
          <Fact label={t('letter.taken-in')}>
            <Instant at={letter.takenIn} />,{' '}
            <span className="figures">{t('letter.number', { number: letter.index })}</span>
          </Fact>
        </Facts>
        {letter.erased === undefined ? (
          <>
            {marks?.changes !== undefined && <Changes rows={rows} mark={marks.changes} measure={measure} />}
            {notice.sealed === undefined ? (
              <>
                <Carried step={stepIn(measure, letter)} answers={notice.answers} rows={rows} />
                <AnswerList rows={rows} />
                <Attachments letter={letter} />
              </>
            ) : (
              <Suspense fallback={<p className="soft">{t('sealed.opening')}</p>}>
                <SealedLetter letter={letter} sealed={notice.sealed} measure={measure} />
              </Suspense>
            )}
            <LetterActions letter={letter}>
              <EraseLink letter={letter} measure={measure} />
            </LetterActions>
          </>
        ) : (
          <Erased erased={letter.erased} />
        )}
        <SaveNotice letter={letter} followed={followed} />
      </div>
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

/** What a letter does to the one that it follows; of a correction, what it says otherwise. */
function Changes(props: { rows: readonly AnswerRow[]; mark: Mark<Letter>; measure: Measure }) {
  const { kind, letter } = props.mark;
  const { t } = useWords();
  const before = useAnswerRows(
    props.measure,
    letter.notice.step,
    letter.notice.answers,
    letter.notice.attachments,
  );
  return (
    <div className="stack tight changes">
      <p>
        {t(`letter.changes.${kind}`)}{' '}
        <a href={`#${letter.id}`}>
          <Reference>{letter.reference}</Reference>
        </a>
      </p>
      {kind === 'corrects' && <ChangeList before={before} after={props.rows} none={t('letter.no-changes')} />}
    </div>
  );
}

function LetterActions({ letter, children }: { letter: Letter; children: ReactNode }) {
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
      {children}
    </p>
  );
}
