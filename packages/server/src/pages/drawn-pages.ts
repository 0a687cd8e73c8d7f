import type { App } from '../app.ts';
import type { DrawnPage, PageRenderer } from './page-renderer.ts';
import { PublicAnswers } from './public-answers.ts';

const pagesMax = 600;
const drawnAtOnceMax = 4;
const waitingMax = 200;

/** Public pages as they are drawn: each once for a size of the log and a language, a few at a time. */
export class DrawnPages {
  readonly #renderer: PageRenderer;
  readonly #answers: PublicAnswers;
  #known = new Map<string, Promise<DrawnPage>>();
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
    const key = `${language} ${address}`;
    const found = this.#known.get(key);
    if (found !== undefined) return found;
    if (this.#waiting.length >= waitingMax) return undefined;
    const drawing = this.#drawInTurn(address, language);
    this.#keep(this.#known, key, drawing);
    return drawing;
  }

  /** A page that is there is kept; anybody can ask for any number of those that are not. */
  #keep(known: Map<string, Promise<DrawnPage>>, key: string, drawing: Promise<DrawnPage>): void {
    if (known.size >= pagesMax) known.clear();
    known.set(key, drawing);
    const forget = (): void => void known.delete(key);
    drawing.then(({ isFound }) => isFound || forget(), forget);
  }

  async #drawInTurn(address: string, language: string): Promise<DrawnPage> {
    if (this.#drawing >= drawnAtOnceMax) await new Promise<void>((go) => this.#waiting.push(go));
    this.#drawing += 1;
    try {
      return await this.#renderer.drawFor((url) => this.#answers.ask(url), address, language);
    } finally {
      this.#drawing -= 1;
      this.#waiting.shift()?.();
    }
  }
}
