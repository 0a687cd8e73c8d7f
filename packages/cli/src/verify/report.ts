import type { SentenceCode } from '@rapport/notices';
import { sentenceOf } from '@rapport/notices';
import type { Words } from '../io/language.ts';
import type { Outcome } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';

/** One thing found wrong; `words` where the rules have no sentence for the code. */
export interface ReportedFinding {
  readonly code: string;
  readonly detail?: string;
  readonly words?: Words;
}

/** One check of a verification, passed where it has no findings. */
export interface ReportedCheck {
  readonly id: string;
  /** What holds where it passed. */
  readonly title: string;
  /** Which of several things it looked at, such as `2/4`. */
  readonly place?: string;
  readonly findings: readonly ReportedFinding[];
  readonly seen?: string;
}

/** Everything a verification says. It passed only if every check did. */
export interface Report {
  readonly checks: readonly ReportedCheck[];
  /** Said where all passed: what is proved. */
  readonly proved: string;
  /** For programs: what was read of the target. Nothing of it may be believed unless all passed. */
  readonly facts: Readonly<Record<string, unknown>>;
}

type State = 'ok' | 'failed' | 'not-reached';

export function stateOf({ findings }: ReportedCheck): State {
  if (findings.length === 0) return 'ok';
  return findings.every(({ code }) => code === 'not-reached') ? 'not-reached' : 'failed';
}

const stateWords: Readonly<Record<State, Words>> = {
  ok: { en: 'ok         ', ru: 'верно       ' },
  failed: { en: 'FAILED     ', ru: 'НЕВЕРНО     ' },
  'not-reached': { en: 'not reached', ru: 'не проверено' },
};

/** The report as a command's outcome: a line for each check, a sentence for each finding, the verdict last. */
export function outcomeOf(report: Report, context: Context): Outcome {
  const { checks, proved, facts } = report;
  const isGood = checks.every((check) => stateOf(check) === 'ok');
  const verdict = isGood ? proved : context.say(failedVerdict(checks));
  return {
    status: isGood ? 0 : 1,
    lines: [...checks.flatMap((check) => checkLines(check, context)), verdict],
    json: { verdict, ...facts, checks: checks.map((check) => checkJson(check, context)) },
  };
}

function failedVerdict(checks: readonly ReportedCheck[]): Words {
  const failed = checks.filter((check) => stateOf(check) === 'failed').length;
  const missed = checks.filter((check) => stateOf(check) === 'not-reached').length;
  return {
    en: `NOT PROVED: checks failed: ${failed}, not reached: ${missed}, of ${checks.length}.`,
    ru: `НЕ ДОКАЗАНО: не пройдено проверок: ${failed}, не проверено: ${missed}, из ${checks.length}.`,
  };
}

function checkLines(check: ReportedCheck, context: Context): string[] {
  const { title, place, seen, findings } = check;
  const what = [place, title, seen === undefined ? undefined : `(${printable(seen)})`];
  const line = `${context.say(stateWords[stateOf(check)])}  ${what.filter((part) => part !== undefined).join(' ')}`;
  const told = findings.filter(({ code }) => code !== 'not-reached');
  return [line, ...told.map((finding) => `               ${sentence(finding, context)} [${finding.code}]`)];
}

function sentence({ code, detail, words }: ReportedFinding, { language }: Context): string {
  return printable(words?.[language] ?? sentenceOf(language, code as SentenceCode, detail));
}

function checkJson(check: ReportedCheck, context: Context): object {
  const { id, title, place, seen, findings } = check;
  const said = findings.map((finding) => ({
    code: finding.code,
    ...(finding.detail === undefined ? {} : { detail: finding.detail }),
    sentence: sentence(finding, context),
  }));
  return {
    id,
    state: stateOf(check),
    title,
    ...(place && { place }),
    ...(seen !== undefined && { seen }),
    findings: said,
  };
}
