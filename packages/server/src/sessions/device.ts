const programs: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'edge'],
  [/\b(?:Firefox|FxiOS)\//, 'firefox'],
  [/(?:Chrome|Chromium|CriOS)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'ios'],
  [/\bWindows\b/, 'windows'],
  [/\bMac OS X\b/, 'macos'],
  [/\bLinux\b/, 'linux'],
];

/** What kind of program asks, such as `firefox/windows`: enough to know one's own again, too little to tell people apart. */
export function deviceOf(userAgent: string | undefined): string {
  const find = (known: typeof programs): string =>
    known.find(([form]) => form.test(userAgent ?? ''))?.[1] ?? 'other';
  const program = find(programs);
  return program === 'other' ? 'program' : `${program}/${find(systems)}`;
}
