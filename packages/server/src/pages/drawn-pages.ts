import type { App } from '../app.ts';
import type { DrawnPage, PageRenderer, StandIn } from './page-renderer.ts';
import { PublicAnswers } from './public-answers.ts';

const pagesMax = 600;
const drawnAtOnceMax = 4;
const waitingMax = 200;

/** Public pages as they are drawn: each once for a size of the log and a language, a few at a time. */
export class DrawnPages {
  readonly #renderer: PageRenderer;
  readonly #answers: PublicAnswers;
  #known = new Map<string, Promise<DrawnPage | undefined>>();
  #drawing = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(app: App, renderer: PageRenderer, now: () => number) {
    this.#renderer = renderer;
    this.#answers = new PublicAnswers(app, now);
  }

  /**
   * The page of an address; `undefined` where too many wait for theirs.
   *
   * @param address - as `askedAddress` gives it
   * @param size - the log's size now
   */
  async page(address: string, language: string, size: number): Promise<DrawnPage | undefined> {
    if (this.#answers.renew(size)) this.#known = new Map();
    const kind = await this.#renderer.kindOf(address);
    if (kind === 'script' || kind === 'nowhere') return this.#standIn(kind, language);
    const found = await this.#once(`${language} ${address}`, () =>
      this.#renderer.drawFor(this.#ask, address, language),
    );
    return found === 'full' ? undefined : (found ?? this.#standIn('nowhere', language));
  }

  readonly #ask = (url: string) => this.#answers.ask(url);

  async #standIn(kind: StandIn, language: string): Promise<DrawnPage | undefined> {
    const found = await this.#once(`${language} ${kind}`, () =>
      this.#renderer.drawStandInFor(this.#ask, kind, language),
    );
    return found === 'full' ? undefined : found;
  }

  /** A page that is there is kept; anybody can ask for any number of those that are not. */
  async #once(
    key: string,
    draw: () => Promise<DrawnPage | undefined>,
  ): Promise<DrawnPage | undefined | 'full'> {
    const known = this.#known;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (this.#waiting.length >= waitingMax) return 'full';
    if (known.size >= pagesMax) known.clear();
    const drawing = this.#drawInTurn(draw);
    known.set(key, drawing);
    const forget = (): void => void known.delete(key);
    drawing.then((page) => page ?? forget(), forget);
    return drawing;
  }

  async #drawInTurn(draw: () => Promise<DrawnPage | undefined>): Promise<DrawnPage | undefined> {
    if (this.#drawing >= drawnAtOnceMax) await new Promise<void>((go) => this.#waiting.push(go));
    this.#drawing += 1;
    try {
      return await draw();
    } finally {
      this.#drawing -= 1;
      this.#waiting.shift()?.();
    }
  }
}
