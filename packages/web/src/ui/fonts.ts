/** The faces of a script. Each file of a face is fetched only where the page has letters of its range. */
const facesOf: Readonly<Record<string, () => Promise<unknown>>> = {
  Arab: () =>
    Promise.all([
      import('@fontsource-variable/noto-sans-arabic/index.css'),
      import('@fontsource-variable/noto-naskh-arabic/index.css'),
    ]),
  Deva: () => import('@fontsource-variable/noto-sans-devanagari/index.css'),
  Hans: () => import('@fontsource-variable/noto-sans-sc/index.css'),
};

const everywhere = (): Promise<unknown> =>
  Promise.all([
    import('@fontsource-variable/noto-sans/index.css'),
    import('@fontsource-variable/noto-serif/index.css'),
  ]);

/**
 * Brings a script's faces once the first text stands, and none where the reader saves data: pages are whole without
 * them, in faces of the same measure (ui/tokens.css).
 *
 * @param script - ISO 15924
 */
export function bringFaces(script: string): void {
  if (savesData()) return;
  const bring = (): void => void Promise.all([everywhere(), facesOf[script]?.()]).catch(() => undefined);
  requestAnimationFrame(() => setTimeout(bring));
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true || matchMedia('(prefers-reduced-data: reduce)').matches;
}
