import { useSyncExternalStore } from 'react';

/** How a reader wants pages to look on this device. `device`: as the device itself is set. */
export interface Display {
  readonly scheme: 'device' | 'light' | 'dark';
  readonly contrast: 'device' | 'more';
  readonly text: 'normal' | 'larger' | 'largest';
  readonly calendar: 'device' | 'gregory' | 'persian' | 'buddhist' | 'islamic-umalqura';
}

export const displayChoices = {
  scheme: ['device', 'light', 'dark'],
  contrast: ['device', 'more'],
  text: ['normal', 'larger', 'largest'],
  calendar: ['device', 'gregory', 'persian', 'buddhist', 'islamic-umalqura'],
} as const satisfies { readonly [K in keyof Display]: readonly Display[K][] };

export const untouched: Display = {
  scheme: 'device',
  contrast: 'device',
  text: 'normal',
  calendar: 'device',
};

const keptUnder = 'rapport.display';
const listeners = new Set<() => void>();
let current: Display | undefined;

/** Reads what was kept; anything that is no choice of ours counts as untouched. */
export function parseDisplay(kept: string | null): Display {
  const found = parseObject(kept);
  const entries = Object.entries(displayChoices).map(([name, choices]) => {
    const value = (choices as readonly unknown[]).find((one) => one === found[name]);
    return [name, value ?? choices[0]];
  });
  return Object.fromEntries(entries) as unknown as Display;
}

function parseObject(kept: string | null): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(kept ?? '{}');
    return typeof found === 'object' && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

export function currentDisplay(): Display {
  current ??= parseDisplay(localStorage.getItem(keptUnder));
  return current;
}

/** Keeps a choice on this device and turns the page to it at once. */
export function changeDisplay(change: Partial<Display>): void {
  current = { ...currentDisplay(), ...change };
  localStorage.setItem(keptUnder, JSON.stringify(current));
  showDisplay();
  for (const tell of listeners) tell();
}

/** Marks the page with what ui/tokens.css asks for. */
function showDisplay(): void {
  const { scheme, contrast, text } = currentDisplay();
  const { dataset } = document.documentElement;
  dataset['scheme'] = scheme;
  dataset['text'] = text;
  const isMore = contrast === 'more' || matchMedia('(prefers-contrast: more)').matches;
  dataset['contrast'] = isMore ? 'more' : 'device';
}

/** Begins to follow the reader's choice, and the device where it changes. */
export function followDisplay(): void {
  showDisplay();
  matchMedia('(prefers-contrast: more)').addEventListener('change', showDisplay);
}

export function useDisplay(): Display {
  return useSyncExternalStore(listen, currentDisplay, () => untouched);
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
