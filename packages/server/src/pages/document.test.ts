import { expect, test } from 'vitest';
import { documentOf, parseTemplate } from './document.ts';
import type { DrawnPage } from './page-renderer.ts';

const built =
  '<!doctype html><html lang="en" dir="ltr"><head><title>Rapport</title></head><body><div id="page"></div><noscript id="without-script"></noscript></body></html>';
const page: DrawnPage = {
  kind: 'public',
  isFound: true,
  language: 'ar',
  direction: 'rtl',
  title: '</title><script>alert(1)</script>',
  description: '"><b>',
  html: '<h1>one</h1>',
};
const address = { origin: 'https://rapport.example', path: '/matrix?lang=ru&of="', languages: ['en', 'ar'] };

test('titles and addresses stay text, and the language is that of the page', () => {
  const whole = documentOf(parseTemplate(built), page, address, []);
  expect(whole).toContain('<html lang="ar" dir="rtl">');
  expect(whole).toContain('<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>');
  expect(whole).toContain('content="&quot;&gt;&lt;b&gt;"');
  expect(whole).toContain('rel="canonical" href="https://rapport.example/matrix?lang=ar&amp;of=%22"');
  expect(whole).toContain('<div id="page"><h1>one</h1></div>');
  expect(whole).not.toContain('<script>');
});

test.each([
  ['needs a script', { kind: 'script', isFound: true }],
  ['may be another reader’s', { kind: 'by-reader', isFound: false }],
] as const)('what %s is told only to those without one', (_, kind) => {
  const whole = documentOf(parseTemplate(built), { ...page, ...kind }, address, []);
  expect(whole).toContain('<div id="page"></div><noscript><h1>one</h1></noscript>');
  expect(whole).not.toContain('canonical');
});

test('a page of another build is refused', () => {
  expect(() => parseTemplate('<html></html>')).toThrow('build it again');
});
