import { parsePointer } from '@rapport/measures';
import type { Audience } from '@rapport/record';
import { useNames } from '../exchange/names.ts';
import { type Answer, answerAt, elementIdOf, withAnswer } from '../filing/answers.ts';
import type { FilingState } from '../filing/filing.tsx';
import { useAnswerRows } from '../measure/answers-view.tsx';
import { useWords } from '../wording/use-words.ts';
import { leafAt } from './leaf-at.ts';
import { audiencePlace, type Clash } from './merge-drafts.ts';

/** What two people wrote over the same words, side by side; nothing is sent before somebody has chosen. */
export function Clashes({ state }: { state: FilingState }) {
  const { t } = useWords();
  const clashes = state.draft.shared?.clashes ?? [];
  return (
    <section className="clashes" aria-labelledby="clashes-title">
      <h2 id="clashes-title">{t('drafts.clash.title', { count: clashes.length })}</h2>
      <p>{t('drafts.clash.text')}</p>
      {clashes.map((clash) => (
        <OneClash key={clash.at} clash={clash} state={state} />
      ))}
    </section>
  );
}

function OneClash({ clash, state }: { clash: Clash; state: FilingState }) {
  const { t } = useWords();
  const names = useNames();
  const { at, theirs } = clash;
  const mine = mineAt(state, at);
  const title = useTitle(state, at);
  const { changed } = state.draft.shared?.office ?? {};
  const who = changed === undefined ? '' : (changed.label ?? names.office(changed.office));
  const choose = (value: Answer | undefined): void => settle(state, at, value);
  const both =
    typeof mine === 'string' && typeof theirs === 'string' ? [mine, theirs].join(between(at)) : undefined;
  return (
    <fieldset className="clash">
      <legend>{title}</legend>
      <div className="two-sides">
        <Side title={t('drafts.clash.mine')} value={mine} at={at} state={state} />
        <Side title={t('drafts.clash.theirs', { who })} value={theirs} at={at} state={state} />
      </div>
      <p className="actions">
        <button type="button" className="button second" onClick={() => choose(mine)}>
          {t('drafts.clash.keep-mine')}
        </button>
        <button type="button" className="button second" onClick={() => choose(theirs)}>
          {t('drafts.clash.take-theirs')}
        </button>
        {both !== undefined && (
          <button type="button" className="link-button" onClick={() => choose(both)}>
            {t('drafts.clash.keep-both')}
          </button>
        )}
      </p>
    </fieldset>
  );
}

/** What stands between two texts in one field: a line of its own where the field has lines. */
function between(at: string): string {
  return document.getElementById(elementIdOf(at))?.tagName === 'TEXTAREA' ? '\n\n' : ' / ';
}

interface SideProps {
  readonly title: string;
  readonly value: Answer | undefined;
  readonly at: string;
  readonly state: FilingState;
}

function Side({ title, value, at, state }: SideProps) {
  const { t } = useWords();
  const text = useText(state, at, value);
  return (
    <div className="side">
      <h3>{title}</h3>
      {text === undefined ? (
        <p className="soft">{t('letter.is-empty')}</p>
      ) : (
        <p className="multiline" dir="auto">
          {text}
        </p>
      )}
    </div>
  );
}

/** What a value says as pages show it. */
function useText({ measure, step, draft, files }: FilingState, at: string, value: Answer | undefined) {
  const names = useNames();
  const steps = parsePointer(at) ?? [];
  const isAudience = at === audiencePlace;
  const answers = isAudience ? {} : withAnswer(draft.answers, steps, value);
  const rows = useAnswerRows(measure, step.id, answers, files);
  if (value === undefined) return undefined;
  if (isAudience) return names.audience(value as Audience);
  return leafAt(rows, at)?.text ?? (typeof value === 'string' ? value : JSON.stringify(value));
}

function useTitle({ measure, step, draft, files }: FilingState, at: string): string {
  const { t } = useWords();
  const steps = parsePointer(at) ?? [];
  const { theirs } = draft.shared?.clashes.find((one) => one.at === at) ?? {};
  const said = at === audiencePlace ? undefined : (answerAt(draft.answers, steps) ?? theirs);
  const answers = at === audiencePlace ? {} : withAnswer(draft.answers, steps, said);
  const rows = useAnswerRows(measure, step.id, answers, files);
  return at === audiencePlace ? t('letter.to') : (leafAt(rows, at)?.titles.join(', ') ?? at);
}

function mineAt({ draft }: FilingState, at: string): Answer | undefined {
  if (at === audiencePlace) return draft.audience as Answer | undefined;
  return answerAt(draft.answers, parsePointer(at) ?? []);
}

/** Takes what was chosen; once nothing clashes any more, it goes to the office. */
function settle(state: FilingState, at: string, value: Answer | undefined): void {
  const { shared, audience, ...rest } = state.draft;
  if (shared === undefined) return;
  const settled = { ...shared, clashes: shared.clashes.filter((one) => one.at !== at) };
  if (at !== audiencePlace) {
    const answers = withAnswer(rest.answers, parsePointer(at) ?? [], value);
    return state.change({
      ...rest,
      answers,
      shared: settled,
      ...(audience === undefined ? {} : { audience }),
    });
  }
  const chosen = value === undefined ? {} : { audience: value as Audience };
  return state.change({ ...rest, shared: settled, ...chosen });
}
