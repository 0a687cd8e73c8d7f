/**
 * A state's own text with the characters that turn its direction round written out, so that nobody reads another
 * order than was signed. Line ends and every ordinary character stay.
 */
export function visibleControls(text: string): string {
  return text.replaceAll(
    /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`,
  );
}
