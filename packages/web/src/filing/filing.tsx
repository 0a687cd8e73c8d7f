import { checkAnswers, type Measure, type Step } from '@rapport/measures';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { FilingPart } from '../app.tsx';
import { mayShare } from '../drafts/sharing.ts';
import { type Sharing, useSharing } from '../drafts/use-sharing.ts';
import type { Letter } from '../exchange/filed.ts';
import { useFormatContext } from '../exchange/lists.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Page } from '../ui/page.tsx';
import { useSentences } from '../wording/use-sentences.ts';
import { useWords } from '../wording/use-words.ts';
import { tidyAnswers } from './answers.ts';
import { AnswersPart } from './answers-part.tsx';
import { type AttachedFile, keepFiles } from './attached-files.ts';
import { AudiencePart } from './audience-part.tsx';
import { CheckPart } from './check-part.tsx';
import { type Draft, type DraftPlace, keepDraft } from './draft.ts';
import type { FilesState } from './files-part.tsx';
import { SignPart } from './sign-part.tsx';

/** A finding of ours or of the server's, in words. */
export interface Fault {
  readonly sentence: string;
  /** JSON pointer into the answers. */
  readonly at?: string;
}

/** What the parts of a filing share. */
export interface FilingState extends FilesState {
  readonly measure: Measure;
  readonly step: Step;
  readonly place: DraftPlace;
  /** The thread of a reply, in log order; empty for a notice that opens one. */
  readonly letters: readonly Letter[];
  readonly draft: Draft;
  readonly draftKey: string;
  /** Whether the draft was ever kept: one that is gone then was filed or put aside elsewhere. */
  readonly isKept: boolean;
  readonly change: (draft: Draft) => void;
  /** What is wrong with the answers as they stand. */
  readonly faults: readonly Fault[];
  /** What the server refused them for, until they are changed. */
  readonly refused: readonly Fault[];
  readonly refuse: (faults: readonly Fault[]) => void;
  readonly go: (part: FilingPart) => void;
  /** Whether the draft's words are with the office. */
  readonly sharing: Sharing;
  /** Whether who writes may sign the step: the holder of a key of one of its offices. */
  readonly maySign: boolean;
}

interface FilingProps {
  readonly maySign: boolean;
  readonly measure: Measure;
  readonly step: Step;
  readonly place: DraftPlace;
  readonly letters: readonly Letter[];
  readonly draftKey: string;
  readonly first: Draft;
  readonly firstFiles: readonly AttachedFile[];
  /** Whether the draft was in this browser already. */
  readonly wasKept: boolean;
}

const parts = { answers: AnswersPart, check: CheckPart, audience: AudiencePart, sign: SignPart };

/** One filing from the first answer to the receipt; every change is kept at once. */
export function Filing(props: FilingProps) {
  const { t } = useWords();
  const { part: asked = 'answers' } = useSearch({ from: '/measures/$id/$edition/file/$step' });
  const state = useFiling(props);
  const wording = useMeasureWords(props.measure);
  const part = partToShow(asked, state);
  const Part = parts[part];
  const number = Object.keys(parts).indexOf(part) + 1;
  const act = wording.steps[props.step.id]?.act ?? props.step.id;
  const last = state.maySign ? t('filing.sign.title') : t('drafts.hand-over');
  const title = part === 'answers' ? act : part === 'sign' ? last : t(`filing.${part}.title`);
  return (
    <Page
      title={title}
      part={part}
      over={
        <>
          {wording.title} · {t('filing.part', { number, count: Object.keys(parts).length })}
        </>
      }
      margin={<PartList now={part} />}
    >
      <Part state={state} />
    </Page>
  );
}

/** The parts of a filing, and in which one the reader is. */
function PartList({ now }: { now: FilingPart }) {
  const { t } = useWords();
  return (
    <nav aria-label={t('filing.parts')}>
      <ol className="contents in-line">
        {(Object.keys(parts) as FilingPart[]).map((part) => (
          <li key={part}>
            <span aria-current={part === now ? 'step' : undefined} className={part === now ? '' : 'soft'}>
              {t(`filing.part.${part}`)}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Nobody gets to a later part past what is missing in an earlier one; what is signed already only waits. */
function partToShow(asked: FilingPart, { draft, faults }: FilingState): FilingPart {
  if (draft.pending !== undefined) return 'sign';
  if (faults.length > 0) return 'answers';
  return asked === 'sign' && draft.audience === undefined ? 'audience' : asked;
}

function useFiling({ first, firstFiles, ...props }: FilingProps): FilingState {
  const navigate = useNavigate({ from: '/measures/$id/$edition/file/$step' });
  const [draft, setDraft] = useState(first);
  // Once kept, a draft that is gone was filed or put aside in another tab.
  const [isKept, setKept] = useState(props.wasKept);
  const [refused, refuse] = useState<readonly Fault[]>([]);
  const [files, setFiles] = useState(firstFiles);
  const faults = useAnswerFaults(props.measure, props.step, draft, files);
  // What others wrote arrives while somebody types: it is put together with what stands here at that moment.
  const latest = useRef({ draft: first, files: firstFiles });
  const put = (next: Draft): void => {
    latest.current = { ...latest.current, draft: next };
    setDraft(next);
    setKept(true);
    void keepDraft(props.draftKey, next);
  };
  const putFiles = (next: readonly AttachedFile[]): void => {
    latest.current = { ...latest.current, files: next };
    setFiles(next);
    void keepFiles(props.draftKey, next);
  };
  const change = (next: Draft): void => {
    const { shared } = latest.current.draft;
    const isOlder = next.shared?.revision !== shared?.revision;
    // What was typed over words that were sent a moment ago follows them; over others' words it is put together with them.
    const isSent = next.shared === undefined || shared?.office?.changed === undefined;
    put(isOlder && isSent && shared !== undefined ? { ...next, shared } : next);
    refuse([]);
  };
  const changeFiles = (next: readonly AttachedFile[]): void => {
    putFiles(next);
    refuse([]);
  };
  const sharing = useSharing({
    draftKey: props.draftKey,
    place: props.place,
    may: mayShare(
      props.measure,
      draft,
      props.letters.some(({ notice }) => notice.sealed !== undefined),
    ),
    isBegun: (isKept || files.length > 0) && draft.pending === undefined,
    now: () => latest.current,
    apply: (nextDraft, nextFiles) => {
      put(nextDraft);
      if (nextFiles !== latest.current.files) putFiles(nextFiles);
    },
    words: { ...draft, files },
  });
  const go = (part: FilingPart): void => void navigate({ search: (before) => ({ ...before, part }) });
  return { ...props, draft, isKept, change, files, changeFiles, faults, refused, refuse, go, sharing };
}

/** The same check as the server's, in the language shown. */
function useAnswerFaults(
  measure: Measure,
  step: Step,
  draft: Draft,
  files: readonly AttachedFile[],
): Fault[] {
  const { say } = useSentences();
  const form = measure.forms[step.form];
  const context = useFormatContext(form);
  return useMemo(() => {
    if (form === undefined) return [];
    const attachments = new Set(files.map(({ sha256 }) => sha256));
    const findings = checkAnswers(form, tidyAnswers(form, draft.answers), { ...context, attachments });
    return findings.map(({ code, at, limit }) => ({
      at,
      sentence: say(code, limit === undefined ? undefined : String(limit)),
    }));
  }, [form, draft.answers, say, context, files]);
}
