import { visibleControls } from '@rapport/measures';

/** A reference, id or number that keeps its own direction in a text of any: between FSI and PDI. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Puts values into a sentence of a print's own. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A sender's text: nothing in it turns directions round unseen, and no half of a character is left. */
export function plainText(text: string): string {
  return visibleControls(text).replaceAll(/\p{Surrogate}|(?![\t\n\r])\p{Cc}/gu, '\ufffd');
}

const strong = /\p{L}/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** The direction of a text by its first letter. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const first = strong.exec(text)?.[0];
  return first !== undefined && rightToLeft.test(first) ? 'rtl' : 'ltr';
}

/** Whether a text has a letter for which the print's typefaces (Latin, Greek, Cyrillic, Arabic) have no shape. */
export function hasOtherScripts(text: string): boolean {
  return /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}])\p{L}/u.test(
    text,
  );
}
