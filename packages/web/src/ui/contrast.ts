/** Colours of ui/tokens.css as a test and a page of examples need them: by name, in each of the looks. */
export type Look = 'light' | 'dark' | 'light, more contrast' | 'dark, more contrast';

export const looks: readonly Look[] = ['light', 'dark', 'light, more contrast', 'dark, more contrast'];

type Colours = ReadonlyMap<string, string>;

/**
 * Reads every colour of the sheet for one look.
 *
 * @param css - the text of tokens.css; colours are `#rrggbb` or a pair of them in `light-dark()`
 */
export function coloursIn(css: string, look: Look): Colours {
  const own = blockOf(css, ':root,');
  const more = look.endsWith('contrast') ? blockOf(css, ':root[data-contrast="more"] {') : '';
  const colours = /--([\w-]+):\s*(?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g;
  return new Map(
    [...`${own}\n${more}`.matchAll(colours)].map(([, name = '', light = '', dark = '', always]) => [
      name,
      always ?? (look.startsWith('light') ? light : dark),
    ]),
  );
}

function blockOf(css: string, head: string): string {
  const start = css.indexOf(head);
  return start < 0 ? '' : css.slice(start, css.indexOf('\n}', start));
}

/** The ratio of WCAG 2.2 between two colours, 1 to 21. @param one - `#rrggbb`, as `other` */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const grounds = ['paper', 'sheet', 'paper-shade'];

/** Which colour is written on which, as the sheets of style do it. */
export const textPairs: readonly (readonly [ink: string, ground: string])[] = [
  ...['ink', 'ink-soft', 'accent', 'fault', 'sound', 'notice'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground] as const),
  ),
  ...['ink', 'accent'].map((ink) => [ink, 'accent-shade'] as const),
  ['ink-soft', 'accent-shade'],
  ['accent-ink', 'accent'],
  ['fault', 'fault-shade'],
  ['ink', 'fault-shade'],
  ['sound', 'sound-shade'],
  ['notice', 'notice-shade'],
  ['band-ink', 'band'],
  ['band-soft', 'band'],
];

/** What draws a control or its state: its edge, its focus, what marks the place one is at. */
export const controlPairs: readonly (readonly [drawn: string, ground: string])[] = [
  ...['edge', 'focus', 'accent', 'fault'].flatMap((drawn) =>
    grounds.map((ground) => [drawn, ground] as const),
  ),
  ['focus', 'accent-shade'],
  ['focus', 'fault-shade'],
  ['band-focus', 'band'],
  ['brass', 'band'],
  ['band-soft', 'band'],
];
