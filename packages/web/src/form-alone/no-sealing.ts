/** Stands for sealing/sealed-to.tsx in the form's own file: what is to be sealed is written on the pages. */
export function SealedTo(): null {
  return null;
}
