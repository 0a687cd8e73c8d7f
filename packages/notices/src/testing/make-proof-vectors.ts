// Writes vectors/proof-files anew: `node packages/notices/src/testing/make-proof-vectors.ts`.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { parseUtf8 } from '@rapport/record';
import { proofCases } from './proof-cases.ts';
import { logSigners, ProofLog } from './proof-log.ts';
import { sampleOrganisation, vectorsRoot } from './sample-organisation.ts';

const folder = `${vectorsRoot}proof-files/`;

function write(name: string, value: unknown): void {
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(value, null, 1)}\n`);
}

const organisation = sampleOrganisation();
const log = await ProofLog.make(organisation);
for (const name of readdirSync(folder)) if (name.endsWith('.json')) rmSync(folder + name);
write('log', {
  what: 'the whole log that the proof files are made from: its entries, those notes that are shown, its newest checkpoint',
  checkpoint: await log.checkpoint(await logSigners(organisation.origin)),
  entries: log.entries.map(({ entry }) => parseUtf8(entry)),
  notes: Object.fromEntries(
    log.entries.flatMap(({ signed }, i) => (signed ? [[i, parseUtf8(signed.bytes)]] : [])),
  ),
});
for (const { name, policy, failed, file } of await proofCases(log)) {
  write(name, { what: name.replaceAll('-', ' '), policy, failed, file });
}
