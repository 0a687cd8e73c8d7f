import type { Page } from 'playwright-core';

/** What a hand does, as the page itself sees it. */
export interface Effort {
  readonly clicks: number;
  readonly keys: number;
}

/** Counts what is pressed on every page that this tab opens from now on. */
export async function countEffort(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const count = (name: string) => (event: Event) => {
      if (event.isTrusted) sessionStorage.setItem(name, String(Number(sessionStorage.getItem(name)) + 1));
    };
    addEventListener('pointerdown', count('clicks'), true);
    addEventListener('keydown', count('keys'), true);
  });
}

/** What was pressed since the last time that this was asked. */
export async function effortSince(page: Page): Promise<Effort> {
  return page.evaluate(() => {
    const taken = (name: string): number => {
      const count = Number(sessionStorage.getItem(name));
      sessionStorage.removeItem(name);
      return count;
    };
    return { clicks: taken('clicks'), keys: taken('keys') };
  });
}

/**
 * Seconds that a practised person needs, by the keystroke-level model: 1.1 s to point and press, 0.28 s a key,
 * and 1.35 s to decide before each press.
 */
export function modelSeconds({ clicks, keys }: Effort): number {
  return clicks * (1.1 + 1.35) + keys * 0.28;
}
