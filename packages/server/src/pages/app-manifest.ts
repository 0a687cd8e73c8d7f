import type { Organisation } from '@rapport/measures';

/** What a browser needs to keep the pages as a program of their own, under the organisation's name. */
export function appManifest(
  { abbreviation, name }: Pick<Organisation, 'abbreviation' | 'name'>,
  mode: string,
): Readonly<Record<string, unknown>> {
  const short = abbreviation['en'] ?? Object.values(abbreviation)[0] ?? '';
  const mark = mode === 'demonstration' ? ' (demonstration)' : '';
  return {
    id: '/desk',
    name: `Rapport – ${name['en'] ?? short}${mark}`,
    short_name: `${short} Rapport`,
    start_url: '/desk',
    scope: '/',
    display: 'standalone',
    background_color: '#fbfaf6',
    theme_color: '#1d4756',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
