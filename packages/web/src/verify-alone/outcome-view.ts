import { type AnswerRow, answerRows, formView, type Measure, type MeasureWording } from '@rapport/measures';
import { type Check, checkTitleOf, type ProofOutcome, sentenceOf } from '@rapport/notices';
import type { Notice } from '@rapport/record';
import { element } from './element.ts';
import { type AloneLanguage, type AloneWords, languages } from './words.ts';

/** The verdict, what is proved where it is, and every check. */
export function outcomeView(outcome: ProofOutcome, language: AloneLanguage): HTMLElement[] {
  const { words } = languages[language];
  const verdict = element('p', {
    class: outcome.ok ? 'verdict sound' : 'verdict fault',
    'data-ok': `${outcome.ok}`,
  });
  verdict.append(outcome.ok ? words.ok : words.notOk);
  return [
    verdict,
    ...(outcome.ok ? provedView(outcome, language) : []),
    ...checksView(outcome.checks, language),
  ];
}

function checksView(checks: readonly Check[], language: AloneLanguage): HTMLElement[] {
  const { words } = languages[language];
  const count = Math.max(0, ...checks.map(({ entry = -1 }) => entry + 1));
  const entries = [...new Set(checks.map(({ entry }) => entry))];
  return [
    element('h2', {}, words.checks),
    ...entries.flatMap((entry) => [
      ...(entry === undefined ? [] : [element('h3', {}, filled(words.entry, { number: entry + 1, count }))]),
      element(
        'ul',
        { class: 'checks' },
        ...ofEntry(checks, entry).map((check) => checkView(check, language)),
      ),
    ]),
  ];
}

function ofEntry(checks: readonly Check[], entry: number | undefined): Check[] {
  return checks.filter((check) => check.entry === entry);
}

function checkView({ id, findings, seen }: Check, language: AloneLanguage): HTMLElement {
  const { words } = languages[language];
  const isPassed = findings.length === 0;
  const mark = element(
    'span',
    { class: isPassed ? 'mark sound' : 'mark fault' },
    isPassed ? words.passed : words.failed,
  );
  const said = findings.map(({ code, detail }) =>
    element('p', { dir: 'auto' }, sentenceOf(language, code, detail)),
  );
  const shown = seen === undefined ? [] : [element('code', { dir: 'ltr' }, seen)];
  return element('li', {}, mark, ' ', element('bdi', {}, checkTitleOf(language, id)), ' ', ...shown, ...said);
}

function provedView(
  { signed, takenIn, index, measure }: ProofOutcome,
  language: AloneLanguage,
): HTMLElement[] {
  const { words } = languages[language];
  if (signed === undefined || takenIn === undefined || index === undefined || measure === undefined)
    return [];
  const { notice, note, id } = signed;
  const wording = wordingOf(measure, language);
  const facts: [string, string][] = [
    [words.from, `${notice.participant}, ${notice.office}`],
    [words.to, audienceOf(notice, words)],
    [words.takenIn, instantOf(takenIn, language)],
    [words.place, String(index)],
    [words.id, id],
    [words.keysUsed, note.signatures.map(({ keyId }) => keyId).join(' ')],
  ];
  const title = `${wording.title}: ${wording.steps[notice.step]?.title ?? notice.step}`;
  return [
    element('h2', {}, words.proved),
    factsView(facts),
    element('h3', {}, title),
    answersView(notice, measure, language),
  ];
}

function factsView(facts: readonly [string, string][]): HTMLElement {
  const rows = facts.flatMap(([label, value]) => [
    element('dt', {}, label),
    element('dd', {}, element('bdi', {}, value)),
  ]);
  return element('dl', {}, ...rows);
}

function answersView(notice: Notice, measure: Measure, language: AloneLanguage): HTMLElement {
  const { words } = languages[language];
  const wording = wordingOf(measure, language);
  const name = measure.steps.find(({ id }) => id === notice.step)?.form ?? '';
  const form = measure.forms[name];
  const fields = form === undefined ? [] : formView(form, wording.forms[name], language);
  const saying = {
    participant: (code: string) => code,
    entry: (_list: string, code: string) => code,
    file: (hash: string) => notice.attachments.find(({ sha256 }) => sha256 === hash)?.name ?? hash,
    day: (day: string) => day,
    instant: (at: number) => instantOf(at, language),
    count: (count: number) => new Intl.NumberFormat(`${language}-u-nu-latn`).format(count),
    yes: words.yes,
    no: words.no,
  };
  return rowsView(answerRows(fields, notice.answers, saying));
}

function rowsView(rows: readonly AnswerRow[]): HTMLElement {
  const list = rows.flatMap(({ title, text, rows: inner }) => [
    element('dt', {}, title),
    element('dd', {}, inner === undefined ? element('bdi', {}, text ?? '') : rowsView(inner)),
  ]);
  return element('dl', {}, ...list);
}

const silent: MeasureWording = { title: '', purpose: '', steps: {}, states: {}, clocks: {}, forms: {} };

function wordingOf({ wording }: Measure, language: AloneLanguage): MeasureWording {
  return wording[language] ?? wording['en'] ?? Object.values(wording)[0] ?? silent;
}

function audienceOf({ audience }: Notice, words: AloneWords): string {
  if (audience.kind === 'named') return audience.participants.join(', ') || words.nobody;
  return words[audience.kind];
}

function instantOf(at: number, language: AloneLanguage): string {
  const format = { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' } as const;
  const locale = language === 'en' ? 'en-GB' : `${language}-u-nu-latn-ca-gregory`;
  return `${new Intl.DateTimeFormat(locale, format).format(at)} UTC`;
}

/** A sentence with its places filled. */
export function filled(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
