// Writes vectors/filings anew: `node packages/notices/src/testing/make-filing-vectors.ts`.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { parseUtf8, type SignedNotice } from '@rapport/record';
import { filingCases } from './filing-cases.ts';
import { sampleOrganisation, vectorsRoot } from './sample-organisation.ts';

const folder = `${vectorsRoot}filings/`;

function write(name: string, value: unknown): void {
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(value, null, 1)}\n`);
}

function noteOf({ bytes }: SignedNotice): string {
  return parseUtf8(bytes) ?? '';
}

const { threads, cases } = await filingCases(sampleOrganisation());
for (const name of readdirSync(folder)) if (/^(accepted|refused)-/.test(name)) rmSync(folder + name);
write('log', {
  what: 'the log that filings are judged after, with the time of each entry; all of it is accepted',
  entries: threads.entries.map(({ takenIn, signed }) => ({ takenIn, note: noteOf(signed) })),
});
for (const { name, signed, ...rest } of cases) {
  write(name, { what: name.replaceAll('-', ' '), ...rest, note: noteOf(signed) });
}
