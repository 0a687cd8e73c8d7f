import { type AnswerRow, changesBetween } from '@rapport/measures';

/** What rows say at a place and within it. @param at - a JSON pointer into the answers */
export function leafAt(
  rows: readonly AnswerRow[],
  at: string,
): { readonly titles: readonly string[]; readonly text: string } | undefined {
  const said = changesBetween([], rows).filter(
    ({ pointer }) => pointer === at || pointer.startsWith(`${at}/`),
  );
  const [first] = said;
  if (first === undefined) return undefined;
  const isWhole = first.pointer === at;
  const lines = said.map(({ titles, after = '' }) => (isWhole ? after : `${titles.at(-1)}: ${after}`));
  return { titles: isWhole ? first.titles : first.titles.slice(0, 1), text: lines.join('\n') };
}
