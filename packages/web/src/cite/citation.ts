/**
 * A citation as plain text: its parts in order, with a comma between them and a full stop behind.
 *
 * @param parts - in the order in which they are named; what is not known is left out
 */
export function citationOf(parts: readonly (string | undefined)[], comma: string): string {
  const said = parts.map((part) => part?.replace(/\s+/g, ' ').trim()).filter((part) => part);
  return `${said.join(comma)}.`;
}
