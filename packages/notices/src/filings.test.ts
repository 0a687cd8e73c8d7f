import { readdirSync, readFileSync } from 'node:fs';
import { encodeUtf8 } from '@rapport/record';
import { describe, expect, test } from 'vitest';
import { checkAttachments, type Delivered } from './check-filing.ts';
import type { FiledNotice } from './filed-notice.ts';
import { judge } from './testing/sample-log.ts';
import { sampleOrganisation, vectorsRoot } from './testing/sample-organisation.ts';
import { readNotice } from './testing/sign-notice.ts';

interface FilingVector {
  readonly logSize: number;
  readonly takenIn: number;
  readonly note: string;
  readonly delivered?: readonly { as: string; is: Delivered }[];
  readonly codes: readonly string[];
}

const organisation = sampleOrganisation();
const folder = `${vectorsRoot}filings/`;

function read<T>(name: string): T {
  return JSON.parse(readFileSync(folder + name, 'utf8')) as T;
}

const vectors = readdirSync(folder)
  .filter((name) => /^(accepted|refused)-/.test(name))
  .map((file): [string, FilingVector] => [file.replace('.json', ''), read(file)]);

const { entries: recorded } = read<{ entries: { takenIn: number; note: string }[] }>('log.json');
const entries = recorded.map(({ takenIn, note }, index): FiledNotice => {
  const { id, notice } = readNotice(encodeUtf8(note));
  return { index, takenIn, id, notice };
});

test('the log of the vectors is accepted from its first notice to its last', async () => {
  for (const [index, { takenIn, note }] of recorded.entries()) {
    const findings = await judge(
      organisation,
      entries.slice(0, index),
      readNotice(encodeUtf8(note)),
      takenIn,
    );
    expect(findings, `entry ${index}`).toEqual([]);
  }
});

async function codesOf({ logSize, takenIn, note, delivered }: FilingVector): Promise<string[]> {
  const signed = readNotice(encodeUtf8(note));
  const findings = await judge(organisation, entries.slice(0, logSize), signed, takenIn);
  const files = delivered === undefined ? [] : checkAttachments(signed.notice, delivered);
  return [...findings, ...files].map(({ code }) => code);
}

describe('vectors/filings', () => {
  test.each(vectors)('%s', async (name, vector) => {
    expect(await codesOf(vector)).toEqual(vector.codes);
    expect(vector.codes.length > 0).toBe(name.startsWith('refused-'));
  });
});

test('a hidden thread is answered exactly like none', async () => {
  const find = (wanted: string) => vectors.find(([name]) => name === wanted)?.[1] as FilingVector;
  const judged = await Promise.all(
    ['refused-reply-to-hidden-thread', 'refused-reply-to-no-thread']
      .map(find)
      .map(({ note, takenIn, logSize }) =>
        judge(organisation, entries.slice(0, logSize), readNotice(encodeUtf8(note)), takenIn),
      ),
  );
  expect(judged[0]).toEqual(judged[1]);
});

/** Said by the server, which alone has the tree and the ids; tested there. */
const serverCodes = ['not-before-unknown', 'notice-already-filed'];
/** Need other steps than the sample's measure has: see language-rules.test.ts. */
const elsewhere = ['after-not-yours', 'adopted-edition-unknown', 'audience-not-opener-alone'];
/** Needs a log in which something was erased: see check-erasure.test.ts. */
const afterErasure = ['erased-notice-gone'];
/** Needs a measure that offers to seal: see check-sealed.test.ts. */
const ofSealing = ['audience-not-sealed', 'sealed-form'];

test('every rule has a vector that breaks it', () => {
  const source = readFileSync(new URL('./findings.ts', import.meta.url), 'utf8');
  const union = source.slice(source.indexOf('type RuleCode'), source.indexOf('/** Every code'));
  const codes = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code]) => code ?? '');
  const said = new Set(vectors.flatMap(([, { codes: each }]) => each));
  expect(codes.length).toBeGreaterThan(40);
  const others = [...serverCodes, ...elsewhere, ...afterErasure, ...ofSealing];
  expect(codes.filter((code) => !said.has(code) && !others.includes(code))).toEqual([]);
});
