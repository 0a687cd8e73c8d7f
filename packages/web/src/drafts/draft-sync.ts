import { type DraftSaved, type DraftWhole, ProblemError } from '@rapport/api';
import { encodeBase64 } from '@rapport/record';
import { client } from '../exchange/client.ts';
import type { AttachedFile } from '../filing/attached-files.ts';
import { type Draft, type DraftPlace, readDraft } from '../filing/draft.ts';
import { isSame, mergeDrafts, type Words } from './merge-drafts.ts';
import { fetchFile } from './open-shared.ts';
import type { Shared, SharedOffice, SharingStatus } from './sharing.ts';

/** What the page has now, and how it is changed. */
export interface SyncParts {
  readonly draftKey: string;
  readonly place: DraftPlace;
  readonly now: () => { readonly draft: Draft; readonly files: readonly AttachedFile[] };
  /** Changes what the page shows and keeps in this browser. */
  readonly apply: (draft: Draft, files: readonly AttachedFile[]) => void;
  readonly tell: (status: SharingStatus) => void;
}

/** How long after the last key words are sent. */
const restMs = 1000;
/** How often one looks for what others wrote. */
const lookMs = 8000;
const retryMsMax = 30_000;

/**
 * Keeps a draft alike here and at the office. The browser's copy comes first: it is complete before anything is sent, and
 * nothing here ever waits for the line. Each page keeps the words that it last saw at the office beside its own, so that a
 * late page or a second one never takes another's words back.
 */
export class DraftSync {
  readonly #parts: SyncParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> = Promise.resolve();
  #failures = 0;
  #isClosed = false;

  constructor(parts: SyncParts) {
    this.#parts = parts;
    window.addEventListener('online', this.#soon);
    window.addEventListener('focus', this.#soon);
    this.#soon();
  }

  /** Ends with the page. What is not sent yet is sent still, unless it was filed. */
  close(): void {
    this.#isClosed = true;
    void this.#sendLast().catch(() => undefined);
    clearTimeout(this.#timer);
    window.removeEventListener('online', this.#soon);
    window.removeEventListener('focus', this.#soon);
  }

  async #sendLast(): Promise<void> {
    const { shared } = this.#parts.now().draft;
    if (shared === undefined || shared.clashes.length > 0 || isSame(this.#words(), shared.base)) return;
    await this.#work;
    const kept = await readDraft(this.#parts.draftKey);
    if (kept !== undefined && kept.pending === undefined)
      await this.#send(this.#parts.now().draft.shared ?? shared);
  }

  /** To be called after each change: what the page says of the office's copy stays true. */
  changed(): void {
    const { shared } = this.#parts.now().draft;
    const isOpen = shared !== undefined && shared.clashes.length === 0 && !isSame(this.#words(), shared.base);
    if (isOpen) this.#parts.tell({ kind: 'saving' });
    this.#after(restMs);
  }

  readonly #soon = (): void => this.#after(0);

  #after(ms: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(() => undefined), ms);
  }

  /**
   * Sends what is written and fetches what others wrote, now.
   *
   * @returns where the office has exactly these words; else `undefined`, and the status says why
   */
  async flush(): Promise<Shared | undefined> {
    const before = this.#work;
    const round = before.then(() => this.#round());
    this.#work = round.then(
      () => undefined,
      () => undefined,
    );
    return round;
  }

  async #round(): Promise<Shared | undefined> {
    if (this.#isClosed) return undefined;
    try {
      const shared = await this.#exchange();
      this.#failures = 0;
      this.#after(lookMs);
      return shared;
    } catch (error) {
      this.#failures += 1;
      this.#parts.tell(await statusOf(error, this.#parts.place.participant));
      this.#after(Math.min(retryMsMax, 1000 * 2 ** this.#failures));
      return undefined;
    }
  }

  async #exchange(): Promise<Shared | undefined> {
    const { draft } = this.#parts.now();
    if (draft.shared === undefined)
      this.#update({ id: crypto.randomUUID(), revision: 0, base: nothing, clashes: [] });
    else if (draft.shared.revision > 0) await this.#fetch(draft.shared.id);
    const { shared } = this.#parts.now().draft;
    if (shared === undefined) return undefined;
    if (shared.clashes.length > 0) {
      this.#parts.tell({ kind: 'clashes' });
      return undefined;
    }
    if (shared.revision > 0 && isSame(this.#words(), shared.base)) return this.#settled();
    await this.#send(shared);
    return this.#settled();
  }

  /** Says how things are, once they are alike. */
  #settled(): Shared | undefined {
    const { shared } = this.#parts.now().draft;
    const isAlike = shared !== undefined && isSame(this.#words(), shared.base);
    if (!isAlike) this.#after(restMs);
    else this.#parts.tell({ kind: 'saved', office: shared.office ?? {} });
    return isAlike ? shared : undefined;
  }

  async #fetch(id: string): Promise<void> {
    const whole = await client.draft(id);
    const { draft, files } = this.#parts.now();
    const { shared } = draft;
    if (shared === undefined) return;
    const theirs = whole.content as Words;
    const office = officeOf(whole);
    if (whole.revision === shared.revision && shared.awaited === undefined)
      return isSame(office, shared.office) ? undefined : this.#update({ ...shared, office });
    const fetched = await this.#fetchFiles(id, theirs, files);
    this.#merge(theirs, fetched, { revision: whole.revision, office });
  }

  /** Puts what others wrote together with what stands here now: somebody may be typing. */
  #merge(
    theirs: Words,
    fetched: readonly AttachedFile[],
    to: { revision: number; office: SharedOffice },
  ): void {
    const { draft, files } = this.#parts.now();
    const { shared } = draft;
    if (shared === undefined) return;
    const { words, clashes } = mergeDrafts(shared.base, this.#words(), theirs);
    const here = [...files, ...fetched];
    const next = words.files.flatMap(({ sha256 }) => here.find((one) => one.sha256 === sha256) ?? []);
    const awaited = words.files.filter(({ sha256 }) => !next.some((one) => one.sha256 === sha256));
    const older = shared.clashes.filter(({ at }) => !clashes.some((one) => one.at === at));
    const { audience: _, ...rest } = draft;
    this.#parts.apply(
      {
        ...rest,
        answers: words.answers,
        ...(words.audience === undefined
          ? {}
          : { audience: words.audience as NonNullable<Draft['audience']> }),
        shared: {
          id: shared.id,
          ...to,
          base: theirs,
          clashes: [...older, ...clashes],
          ...(awaited.length === 0 ? {} : { awaited }),
        },
      },
      next,
    );
  }

  async #fetchFiles(id: string, { files }: Words, here: readonly AttachedFile[]): Promise<AttachedFile[]> {
    const fetched: AttachedFile[] = [];
    for (const file of files) {
      if (here.some(({ sha256 }) => sha256 === file.sha256)) continue;
      const found = await fetchFile(id, file);
      if (found !== undefined) fetched.push(found); // else it is still on its way from the other's browser
    }
    return fetched;
  }

  async #send(shared: Shared): Promise<void> {
    const content = this.#words();
    const { participant, measure, edition, step, thread, after, about } = this.#parts.place;
    const place = {
      ...{ measure, edition, step },
      ...(thread === undefined ? {} : { thread }),
      ...(after === undefined ? {} : { after }),
      ...(about === undefined ? {} : { about }),
    };
    let saved: DraftSaved;
    try {
      saved = await client.keepDraft(shared.id, { participant, place, base: shared.revision, content });
    } catch (error) {
      if (codeOf(error) !== 'draft-changed') throw error;
      if (shared.revision === 0) return this.#update({ ...shared, id: crypto.randomUUID() });
      return this.#after(0); // others were first: fetch, put together, send
    }
    const now = this.#parts.now();
    const { remark } = now.draft.shared?.office ?? {};
    const kept = saved.state === 'returned' && remark !== undefined ? { remark } : {};
    this.#update({
      ...(now.draft.shared ?? shared),
      revision: saved.revision,
      base: content,
      office: { ...kept, state: saved.state },
    });
    for (const sha256 of saved.missing) {
      const file = now.files.find((one) => one.sha256 === sha256);
      if (file !== undefined) await client.keepDraftFile(shared.id, sha256, encodeBase64(file.bytes));
    }
  }

  #update(shared: Shared): void {
    const { draft, files } = this.#parts.now();
    this.#parts.apply({ ...draft, shared }, files);
  }

  #words(): Words {
    const { draft, files } = this.#parts.now();
    const own = files.map(({ name, mediaType, sha256, size }) => ({ name, mediaType, sha256, size }));
    return {
      answers: draft.answers,
      files: [...own, ...(draft.shared?.awaited ?? [])],
      ...(draft.audience === undefined ? {} : { audience: draft.audience }),
    };
  }
}

const nothing: Words = { answers: {}, files: [] };

function officeOf({ state, remark, changed, dispatch }: DraftWhole): SharedOffice {
  return {
    state,
    changed,
    ...(remark === undefined ? {} : { remark }),
    ...(dispatch === undefined ? {} : { dispatch }),
  };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.problem.code : undefined;
}

/** Why the office does not have these words, in kinds that the page has sentences for. */
async function statusOf(error: unknown, participant: string): Promise<SharingStatus> {
  const code = codeOf(error);
  if (code === 'sign-in-needed') return { kind: 'signed-out' };
  if (code === 'draft-signed') return { kind: 'signed' };
  if (code === 'not-found') {
    const session = await client.session().catch(() => undefined);
    return session?.participant === participant ? { kind: 'gone' } : { kind: 'signed-out' };
  }
  if (error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429)
    return { kind: 'refused', sentence: error.problem.title };
  return { kind: 'offline' };
}
