import type { LogNotice } from '@rapport/api';
import type { Measure, Step } from '@rapport/measures';
import {
  applyNotices,
  checkAuthority,
  emptyRegister,
  erasedBy,
  type Finding,
  judgingRegister,
  type KeyRegister,
  parseReference,
  type SentenceCode,
  sentenceOf,
  seriesOf,
  verifySignatures,
} from '@rapport/notices';
import {
  type Entry,
  encodeUtf8,
  equalBytes,
  parseNotice,
  type SignatureSuite,
  type SignedNotice,
} from '@rapport/record';
import type { ReportedFinding } from '../report.ts';
import type { FaultList } from './fault-list.ts';
import { atEntry, type LogCheckId, logFindings } from './wording.ts';

/** An entry as the bundles hold it, already under the log's root or about to be compared with it. */
export interface LogEntry {
  readonly index: number;
  readonly text: string;
  readonly entry: Entry;
}

/** A notice that is the one its entry commits to. */
export interface JudgedNotice {
  readonly index: number;
  readonly signed: SignedNotice;
  /** Whether it changed the register of keys. */
  readonly isKey: boolean;
}

/** An erasure that was read and whose signatures hold. */
export interface ErasureRead {
  /** Its id. */
  readonly by: string;
  readonly participant: string;
  /** POSIX milliseconds. */
  readonly takenIn: number;
}

/** Gives the definition that a notice names, its hash seen to, or says what is wrong with it. */
export type FindMeasure = (
  signed: SignedNotice,
) => Promise<Measure | 'measure-missing' | 'measure-hash-differs'>;

/**
 * Judges the notices of a log in its order: each against its entry, and its signatures by the keys that
 * the log had certified before it. Signatures are verified on the platform's threads, those of one page
 * while the next is read.
 */
export class NoticeJudge {
  readonly #origin: string;
  readonly #suite: SignatureSuite;
  readonly #findMeasure: FindMeasure;
  readonly #faults: FaultList;
  #register: KeyRegister = emptyRegister();
  #underWay: Promise<void>[] = [];
  #count = 0;
  /** Notices that are said to be erased, by id: where, and by which notice. */
  readonly #gone = new Map<string, { readonly index: number; readonly by: string }>();
  readonly #erasures = new Map<string, ErasureRead>();
  /** The last reference number by series, sender and year. */
  readonly #numbers = new Map<string, number>();

  constructor(origin: string, suite: SignatureSuite, findMeasure: FindMeasure, faults: FaultList) {
    this.#origin = origin;
    this.#suite = suite;
    this.#findMeasure = findMeasure;
    this.#faults = faults;
  }

  /** The keys that the notices judged so far register. */
  get register(): KeyRegister {
    return this.#register;
  }

  /** How many notices were judged. */
  get count(): number {
    return this.#count;
  }

  /**
   * Returns once the signatures of the range before are through too.
   *
   * @param notices - of one range of the log, untrusted. @param entries - all entries of that range
   * @returns those that their entries commit to
   */
  async judge(notices: readonly LogNotice[], entries: readonly LogEntry[]): Promise<JudgedNotice[]> {
    const before = this.#underWay;
    this.#underWay = [];
    const judged: JudgedNotice[] = [];
    let next = entries[0]?.index ?? 0;
    for (const notice of notices) {
      const entry = entries[notice.index - (entries[0]?.index ?? 0)];
      if (entry === undefined || notice.index < next)
        this.#faults.add('notice', logFindings.noticePlace(notice.index));
      else {
        const one = await this.#judgeOne(notice, entry);
        if (one !== undefined) judged.push(one);
      }
      next = notice.index + 1;
    }
    await Promise.all(before);
    return judged;
  }

  /** The erasures read so far, by the id of what they erase. Whether it was their sender's its text alone shows. */
  get erasures(): ReadonlyMap<string, ErasureRead> {
    return this.#erasures;
  }

  /** Whether a notice was given without its text. */
  isGone(id: string): boolean {
    return this.#gone.has(id);
  }

  /** Waits for the signatures still under way; then every text that was missing has to have been erased. */
  async end(): Promise<void> {
    await Promise.all(this.#underWay);
    for (const [id, { index, by }] of this.#gone) {
      if (this.#erasures.get(id)?.by !== by) this.#faults.add('notice', logFindings.erasureMissing(index));
    }
  }

  async #judgeOne(
    { id, note, entry: said, erased, reference }: LogNotice,
    { index, text, entry }: LogEntry,
  ): Promise<JudgedNotice | undefined> {
    this.#count += 1;
    if (said !== text) this.#faults.add('notice', logFindings.entryDiffers(index));
    if (note === undefined) {
      this.#gone.set(id, { index, by: erased?.by ?? '' });
      return undefined;
    }
    const parsed = parseNotice(encodeUtf8(note));
    if (!parsed.ok) {
      this.#add('notice', index, parsed.code, parsed.detail);
      return undefined;
    }
    const signed = parsed.value;
    if (!equalBytes(signed.noteHash, entry.noteHash)) {
      this.#add('notice', index, 'entry-commits-to-other-notice');
      return undefined;
    }
    if (signed.id !== id) this.#faults.add('notice', logFindings.idDiffers(index));
    if (signed.notice.log !== this.#origin) this.#add('notice', index, 'log-other', signed.notice.log);
    if ((signed.notice.notBefore?.size ?? 0) > index) this.#add('notice', index, 'not-before-unknown');
    await this.#judgeReference(reference, signed, index, entry.takenIn);
    return { index, signed, isKey: await this.#judgeKeys(signed, index, entry.takenIn) };
  }

  /** What can be seen of a reference by who does not see all of a sender's notices: whose it is, and the order. */
  async #judgeReference(
    reference: string | undefined,
    signed: SignedNotice,
    index: number,
    takenIn: number,
  ): Promise<void> {
    const measure = await this.#findMeasure(signed);
    if (reference === undefined || typeof measure === 'string') return;
    const parsed = parseReference(reference);
    const { series, participant, year, number = 0 } = parsed ?? {};
    const whose = `${series}/${participant}/${year}`;
    const last = this.#numbers.get(whose) ?? 0;
    const is = `${seriesOf(measure)}/${signed.notice.participant}/${new Date(takenIn).getUTCFullYear()}`;
    if (whose !== is || number <= last) this.#faults.add('notice', logFindings.reference(index, reference));
    else this.#numbers.set(whose, number);
  }

  /** @returns whether the register of keys is another now */
  async #judgeKeys(signed: SignedNotice, index: number, takenIn: number): Promise<boolean> {
    const measure = await this.#measureOf(signed, index);
    const step = measure?.steps.find(({ id }) => id === signed.notice.step);
    if (measure === undefined) return false;
    if (step === undefined) {
      this.#add('signature', index, 'step-unknown', signed.notice.step);
      return false;
    }
    const judging = this.#authorise(signed, { measure, step, index, takenIn });
    const verified = this.#verify(signed, judging.register, index);
    if (step.effect === undefined) {
      this.#underWay.push(verified.then(() => undefined));
      return false;
    }
    if (!(await verified) || !judging.isSound) return false;
    const { participant } = signed.notice;
    const erased = erasedBy(signed.notice, step);
    if (erased !== undefined) this.#erasures.set(erased, { by: signed.id, participant, takenIn });
    const filed = { index, takenIn, id: signed.id, notice: signed.notice };
    this.#register = applyNotices(this.#register, { measures: [measure] }, [filed]);
    return true;
  }

  #authorise(
    signed: SignedNotice,
    { measure, step, index, takenIn }: { measure: Measure; step: Step; index: number; takenIn: number },
  ): { register: KeyRegister; isSound: boolean } {
    const before = { ...this.#register, size: index };
    const register = judgingRegister(signed, { measures: [measure] }, before, takenIn);
    const findings = checkAuthority(signed, step, before, register, takenIn, measure);
    for (const { code, detail } of findings) this.#add('signature', index, code, detail);
    return { register, isSound: findings.length === 0 };
  }

  async #verify(signed: SignedNotice, register: KeyRegister, index: number): Promise<boolean> {
    const findings: Finding[] = await verifySignatures(signed, register, this.#suite);
    for (const { code, detail } of findings) this.#add('signature', index, code, detail);
    return findings.length === 0;
  }

  /** A notice whose definition is not the one it names has a signature that cannot be judged. */
  async #measureOf(signed: SignedNotice, index: number): Promise<Measure | undefined> {
    const found = await this.#findMeasure(signed);
    if (typeof found !== 'string') return found;
    this.#add('measure', index, found, signed.notice.measure.id);
    this.#faults.miss('signature');
    return undefined;
  }

  #add(check: LogCheckId, index: number, code: string, detail?: string): void {
    const finding: ReportedFinding = detail === undefined ? { code } : { code, detail };
    const [en, ru] = (['en', 'ru'] as const).map((language) =>
      sentenceOf(language, code as SentenceCode, detail),
    );
    this.#faults.add(check, atEntry(finding, index, { en: en ?? code, ru: ru ?? code }));
  }
}
