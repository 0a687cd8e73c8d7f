import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { askedAddress, askedLanguages, originOfRequest } from './asked-address.ts';

test.each([
  ['/catalogue', '/catalogue'],
  ['/catalogue?utm_source=x&lang=ru', '/catalogue?lang=ru'],
  ['/catalogue?lang=<script>', '/catalogue'],
  ['/measures/a/threads?of=KZ&view=list', '/measures/a/threads?view=list&of=KZ'],
  [`/matrix?dimension=${'x'.repeat(101)}`, '/matrix'],
  ['//other.example/catalogue', '/catalogue'],
])('%s is kept and drawn as %s', (url, address) => {
  expect(askedAddress(url)?.address).toBe(address);
});

test('an address beyond all measure is none', () => {
  expect(askedAddress(`/${'x'.repeat(2_000)}`)).toBeUndefined();
});

test.each([
  ['ru-RU,ru;q=0.9,en;q=0.8', ['ru-RU', 'ru', 'en']],
  ['en;q=0.5, ar', ['ar', 'en']],
  ['ru;q=0, en', ['en']],
  [undefined, ['']],
])('%s asks for %j', (header, tags) => {
  const headers = header === undefined ? {} : { 'accept-language': header };
  expect(askedLanguages({ headers } as FastifyRequest)).toEqual(tags);
});

test.each([
  ['rapport.example', 'https://rapport.example'],
  ['127.0.0.1:8420', 'https://127.0.0.1:8420'],
  ['a"><script>', undefined],
  ['user@rapport.example', undefined],
])('a reader who found %s is at %s', (host, origin) => {
  expect(originOfRequest({ host, protocol: 'https' } as FastifyRequest)).toBe(origin);
});
