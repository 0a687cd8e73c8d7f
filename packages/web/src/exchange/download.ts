/** Hands a file to the reader under a name; nothing leaves the browser. */
export function download(name: string, bytes: string | Uint8Array, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** A file's name from a reference; in a demonstration it says so. `CICA/XA/2027/0012` gives `CICA-XA-2027-0012`. */
export function fileName(mode: string, reference: string, ending: string): string {
  const prefix = mode === 'demonstration' ? 'demonstration-' : '';
  return `${prefix}${reference.replaceAll(/[^A-Za-z0-9]+/g, '-')}.${ending}`;
}
