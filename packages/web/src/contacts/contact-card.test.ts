import type { FormSchema } from '@rapport/measures';
import { expect, test } from 'vitest';
import { contactCard } from './contact-card.ts';
import { contactFields } from './contact-fields.ts';

const telephone = { type: 'string', pattern: '^\\+[0-9][0-9 ()-]{5,24}$' } as const;
const form: FormSchema = {
  type: 'object',
  properties: {
    desk: { type: 'string' },
    reach: {
      type: 'array',
      items: {
        type: 'object',
        properties: { letterbox: { type: 'string', format: 'email' }, line: telephone },
      },
    },
    code: { type: 'string', pattern: '^[0-9]{4}$' },
    site: { type: 'string', format: 'uri' },
  },
  additionalProperties: false,
};

const parts = {
  participant: 'First',
  title: 'Desk',
  thread: 'ab'.repeat(32),
  said: 1_800_000_000_000,
  closing: 'R/1',
};
const row = (pointer: string, title: string, text: string) => ({ pointer, title, text });
const lines = (card: string): string[] => card.replaceAll('\r\n ', '').split('\r\n');

test('a field goes where its form says what it takes, whatever it is called and however deep', () => {
  const fields = contactFields(form, [
    row('/desk', 'Desk', 'Night desk'),
    {
      pointer: '/reach',
      title: 'Ways',
      rows: [
        {
          pointer: '/reach/0',
          title: 'Way 1',
          rows: [
            row('/reach/0/letterbox', 'Box', 'a@b.example'),
            row('/reach/0/line', 'Line', '+7 111 2233'),
          ],
        },
      ],
    },
    row('/code', 'Code', '1234'),
    row('/site', 'Site', 'https://x.example/a'),
  ]);
  const card = lines(contactCard({ ...parts, fields }));
  expect(card).toContain('EMAIL:a@b.example');
  expect(card).toContain('TEL:+7 111 2233');
  expect(card).toContain('URL:https://x.example/a');
  expect(card).toContain('NOTE:Desk: Night desk\\nCode: 1234\\nR/1');
  expect(card).toContain('ORG:First');
});

test('hostile answers begin no line of their own, and no address but of the web is taken', () => {
  const evil = 'x\r\nEND:VCARD\r\nTEL:+1;a,b\\c\\:\u202e\ud800';
  const fields = (['email', 'telephone', 'text'] as const).map((kind) => ({
    kind,
    titles: [evil],
    text: evil,
  }));
  const script = { kind: 'uri' as const, titles: ['Site'], text: 'javascript:alert(1)' };
  const text = contactCard({ ...parts, participant: evil, title: evil, fields: [...fields, script] });
  const names = lines(text).map((line) => line.split(':')[0]);
  const own = ['BEGIN', 'VERSION', 'KIND', 'FN', 'ORG', 'EMAIL', 'TEL', 'NOTE', 'UID', 'REV', 'END'];
  expect(names.filter((name) => name !== '').toSorted()).toEqual(own.toSorted());
  expect(text).not.toContain('javascript');
  expect(lines(text).find((line) => line.startsWith('ORG'))).toContain(String.raw`\;a\,b\\c\\:`);
});

test('no line is longer than programs take, and none is cut inside a character', () => {
  const fields = [{ kind: 'text' as const, titles: ['Д'], text: 'Ю😀ع'.repeat(200) }];
  const text = contactCard({ ...parts, fields });
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(lines(text).join('')).toContain('Ю😀ع'.repeat(200));
});
