import { expect, test } from 'vitest';
import { checkDocLinks } from './doc-links.ts';

const other = { path: 'docs/spec/log.md', text: '# The log\n\n## 4 Proofs, and why\n\n## Same\n\n## Same\n' };
const paths = ['README.md', 'docs/spec/log.md', 'vectors/age/empty'];
const check = (text: string) =>
  checkDocLinks([{ path: 'README.md', text }, other], paths).map(({ sentence }) => sentence);

test.each([
  '[log](docs/spec/log.md)',
  '[proofs](docs/spec/log.md#4-proofs-and-why)',
  '[second](docs/spec/log.md#same-1)',
  '# Here\n[here](#here)',
  '[folder](vectors/age/) and [mail](mailto:a@b.example) and [web](https://example.org/x)',
  '```\n[not a link](nowhere.md)\n```\nand `[nor](this.md)`',
])('leads somewhere: %s', (text) => {
  expect(check(text)).toEqual([]);
});

test.each([
  ['[gone](docs/gone.md)', 'the link to docs/gone.md leads nowhere'],
  ['[gone](docs/spec/log.md#5)', 'docs/spec/log.md has no heading for #5'],
  ['[here](#there)', 'README.md has no heading for #there'],
  ['see [it]\n\n[it]: docs/it.md', 'the link to docs/it.md leads nowhere'],
  ['![picture](map.svg "Asia")', 'the link to map.svg leads nowhere'],
])('refused: %s', (text, sentence) => {
  expect(check(text)).toEqual([sentence]);
});
