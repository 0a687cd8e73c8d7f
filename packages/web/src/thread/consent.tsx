import type { Measure } from '@rapport/measures';
import { consentTo } from '@rapport/notices';
import type { Letter } from '../exchange/filed.ts';
import { useNames } from '../exchange/names.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Fact, Facts, Reference } from '../ui/facts.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

/** Of each step that several take together: who has taken it in reply to what, and who has not yet. */
export function Consents({ measure, letters }: { measure: Measure; letters: readonly Letter[] }) {
  const { t } = useWords();
  const begun = begunIn(measure, letters);
  if (begun.length === 0) return null;
  return (
    <Section title={t('consent.title')} inMargin>
      {begun.map(({ step, target }) => (
        <Progress
          key={`${step} ${target.id}`}
          step={step}
          target={target}
          measure={measure}
          letters={letters}
        />
      ))}
    </Section>
  );
}

interface Begun {
  readonly step: string;
  /** What the step is taken in reply to. */
  readonly target: Letter;
}

/** The steps taken together that somebody has taken already. */
function begunIn(measure: Measure, letters: readonly Letter[]): Begun[] {
  return measure.steps
    .filter(({ together }) => together === true)
    .flatMap(({ id: step }) => {
      const followed = new Set(
        letters.filter(({ notice }) => notice.step === step).map(({ notice }) => notice.after),
      );
      return letters.filter(({ id }) => followed.has(id)).map((target) => ({ step, target }));
    });
}

function Progress({
  step: id,
  target,
  measure,
  letters,
}: Begun & { measure: Measure; letters: readonly Letter[] }) {
  const { t, list } = useWords();
  const names = useNames();
  const wording = useMeasureWords(measure);
  const step = measure.steps.find((one) => one.id === id);
  if (step === undefined) return null;
  const { given, awaited, completedBy } = consentTo(step, target.id, measure, letters);
  const said = (codes: readonly string[]): string => list(names.sorted(codes).map(names.participant));
  return (
    <div className="stack tight">
      <h3>
        {wording.steps[id]?.title ?? id}{' '}
        <a href={`#${target.id}`}>
          <Reference>{target.reference}</Reference>
        </a>
      </h3>
      <Facts>
        <Fact label={t('consent.given')}>{said(given)}</Fact>
        {completedBy === undefined && <Fact label={t('consent.awaited')}>{said(awaited)}</Fact>}
      </Facts>
      {completedBy !== undefined && <p className="soft">{t('consent.complete')}</p>}
    </div>
  );
}
