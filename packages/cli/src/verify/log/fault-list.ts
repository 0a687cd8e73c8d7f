import type { Language } from '../../io/language.ts';
import type { ReportedCheck, ReportedFinding } from '../report.ts';
import { type LogCheckId, logCheckTitles, moreWords } from './wording.ts';

/** Findings told of one check; the rest are counted, so that a bad log fills neither memory nor screen. */
const toldMax = 20;

/** What a walk through a log finds, gathered by check. */
export class FaultList {
  readonly #found = new Map<LogCheckId, { told: ReportedFinding[]; count: number }>();
  readonly #seen = new Map<LogCheckId, string>();
  readonly #missed = new Set<LogCheckId>();

  add(check: LogCheckId, finding: ReportedFinding): void {
    const found = this.#found.get(check) ?? { told: [], count: 0 };
    found.count += 1;
    if (found.told.length < toldMax) found.told.push(finding);
    this.#found.set(check, found);
  }

  /** Whether nothing was found so far and no check missed. */
  get isEmpty(): boolean {
    return this.#found.size === 0 && this.#missed.size === 0;
  }

  /** What a check saw, for people. */
  see(check: LogCheckId, seen: string): void {
    this.#seen.set(check, seen);
  }

  /** A check that could not be brought to its end. */
  miss(...checks: readonly LogCheckId[]): void {
    for (const check of checks) this.#missed.add(check);
  }

  has(check: LogCheckId): boolean {
    return this.#found.has(check) || this.#missed.has(check);
  }

  /** The checks in the order given, as a report tells them. */
  report(checks: readonly LogCheckId[], language: Language): ReportedCheck[] {
    return checks.map((id) => {
      const seen = this.#seen.get(id);
      return {
        id,
        title: logCheckTitles[id][language],
        findings: this.#findings(id),
        ...(seen === undefined ? {} : { seen }),
      };
    });
  }

  #findings(check: LogCheckId): ReportedFinding[] {
    const { told = [], count = 0 } = this.#found.get(check) ?? {};
    if (count === 0) return this.#missed.has(check) ? [{ code: 'not-reached' }] : [];
    return count > told.length ? [...told, { code: 'more', words: moreWords(count - told.length) }] : told;
  }
}
