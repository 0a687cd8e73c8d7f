/** A file's name from a reference; in a demonstration it says so. `CICA/NOT/XA/2027/0012` gives `CICA-NOT-XA-2027-0012.pdf`. */
export function fileNameOf(mode: string, reference: string, ending: string): string {
  const prefix = mode === 'demonstration' ? 'demonstration-' : '';
  return `${prefix}${reference.replaceAll(/[^A-Za-z0-9]+/g, '-')}.${ending}`;
}
