import { checkAnswers, type Measure } from '@rapport/measures';
import type { Sealed } from '@rapport/record';
import type { SealedContent, SealedFault, SealedFile } from '@rapport/sealing';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { download } from '../exchange/download.ts';
import type { Letter } from '../exchange/filed.ts';
import { useFormatContext } from '../exchange/lists.ts';
import { useSession } from '../exchange/queries.ts';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useSentences } from '../wording/use-sentences.ts';
import { type MessageId, useWords } from '../wording/use-words.ts';
import { openLetter, openLetterFile } from './open-letter.ts';

/** What a sealed notice says, opened here; or that it is sealed, and why it stays so. */
export function SealedLetter({
  letter,
  sealed,
  measure,
}: {
  letter: Letter;
  sealed: Sealed;
  measure: Measure;
}) {
  const words = useWords();
  const { t } = words;
  const participant = useSession()?.participant ?? '';
  const { data, error } = useQuery({
    queryKey: ['opened-letter', letter.id, participant],
    queryFn: () => openLetter(letter.id, sealed, participant),
    gcTime: 0,
    retry: false,
  });
  return (
    <div className="stack">
      <p className="strip">{t('sealed.strip')}</p>
      {data === undefined && error === null && <p className="soft">{t('sealed.opening')}</p>}
      {error !== null && <p className="strip alarm">{sentenceOfError(error, words)}</p>}
      {data?.kind === 'fault' && <p className="strip alarm">{t(faults[data.code])}</p>}
      {data?.kind === 'no-key' && (
        <p className="line">
          {t('sealed.no-key')} <Link to="/sealing">{t('sealing.title')}</Link>
        </p>
      )}
      {data?.kind === 'opened' && <Opened letter={letter} content={data.content} measure={measure} />}
    </div>
  );
}

const faults: Readonly<Record<SealedFault, MessageId>> = {
  'sealed-commitment': 'sealed.fault.commitment',
  'sealed-file-differs': 'sealed.fault.file',
  'sealed-malformed': 'sealed.fault.malformed',
  'sealed-not-for-you': 'sealed.fault.not-for-you',
  'sealed-weak': 'sealed.fault.weak',
};

function Opened({ letter, content, measure }: { letter: Letter; content: SealedContent; measure: Measure }) {
  const { t } = useWords();
  const { say } = useSentences();
  const { step } = letter.notice;
  const rows = useAnswerRows(measure, step, content.answers, content.files);
  const form = measure.forms[measure.steps.find(({ id }) => id === step)?.form ?? ''];
  const context = useFormatContext(form);
  const attachments = new Set(content.files.map(({ sha256 }) => sha256));
  const wrong = form === undefined ? [] : checkAnswers(form, content.answers, { ...context, attachments });
  return (
    <>
      {wrong.length > 0 && (
        <div className="strip alarm">
          <p>{t('sealed.form')}</p>
          <ul>
            {wrong.map(({ code, at, limit }) => (
              <li key={`${code} ${at}`}>
                <code>{at}</code>: {say(code, limit === undefined ? undefined : String(limit))}
              </li>
            ))}
          </ul>
        </div>
      )}
      <AnswerList rows={rows} />
      {content.files.length > 0 && (
        <div className="stack tight">
          <h3>{t('letter.attachments')}</h3>
          <ul>
            {content.files.map((file) => (
              <li key={file.sealedAs}>
                <SealedFileButton letter={letter} file={file} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Fetches a file when asked, opens it here, and hands it to the reader. */
function SealedFileButton({ letter, file }: { letter: Letter; file: SealedFile }) {
  const words = useWords();
  const { t, language } = words;
  const participant = useSession()?.participant ?? '';
  const [problem, setProblem] = useState<string>();
  const save = async (): Promise<void> => {
    try {
      const opened = await openLetterFile(letter.id, file, participant);
      if (typeof opened === 'string') return setProblem(t(faults[opened]));
      setProblem(undefined);
      download(file.name.replaceAll(/[/\\]/g, '_'), opened, 'application/octet-stream');
    } catch (error) {
      setProblem(sentenceOfError(error, words));
    }
  };
  return (
    <>
      <button type="button" className="link-button" onClick={() => void save()}>
        <bdi>{file.name}</bdi>
      </button>{' '}
      <span className="soft small">
        <bdi>{file.mediaType}</bdi>, {formatBytes(file.size, language)}
      </span>
      {problem !== undefined && <span role="alert"> {problem}</span>}
    </>
  );
}
