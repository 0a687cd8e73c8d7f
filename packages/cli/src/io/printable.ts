/**
 * Text from outside as a terminal may show it: control characters, which could move the cursor or
 * recolour lines already read, and marks that turn the direction of writing are shown as `\u{...}`.
 */
export function printable(text: string): string {
  return text.replaceAll(unprintable, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** The same for text of several lines: line breaks stay, and go on at `indent`. */
export function printableLines(text: string, indent: string): string {
  return text.split('\n').map(printable).join(`\n${indent}`);
}

const unprintable =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu;

/** An instant as people read it: UTC, to the second. */
export function formatInstant(instant: number): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return String(instant);
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
