import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Measure, type Organisation, parseOrganisation } from '@rapport/measures';
import { type FiledNotice, readClocks, threadState } from '@rapport/notices';
import type { Notice } from '@rapport/record';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';
import type { Row } from './table.ts';

const folder = fileURLToPath(new URL('../organisations/cica', import.meta.url));
const loader = fileURLToPath(new URL('./load-catalogue.ts', import.meta.url));

/** What the measure language costs: reading the whole catalogue, and folding long threads. */
export const language: Section = {
  name: 'language',
  run: ({ length, say }) => {
    const rounds = length === 'quick' ? 3 : 11;
    say(`reading the catalogue, ${rounds} processes; folding threads`);
    const organisation = readCatalogue();
    return Promise.resolve([
      loading(rounds),
      ...[1000, 10_000].map((size) => folding(organisation, size, rounds)),
    ]);
  },
};

function loading(rounds: number): Row {
  const outputs = Array.from(
    { length: rounds },
    () => spawnSync(process.execPath, [loader], { encoding: 'utf8' }).stdout,
  );
  const [, measures = '', files = ''] = (outputs[0] ?? '').trim().split(' ');
  return {
    section: 'The measure language',
    what: "CICA's whole catalogue, read and checked",
    unit: 'ms',
    figure: figureOf(outputs.map((text) => Number(text.split(' ')[0]))),
    target: { is: 'at-most', value: 300 },
    note: `${measures} measures, ${files} files, each time a new process`,
  };
}

function readCatalogue(): Organisation {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.json'));
  const { organisation } = parseOrganisation(
    new Map(files.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')])),
  );
  if (organisation === undefined) throw new Error('the folder has faults');
  return organisation;
}

/** State and clocks of one thread of questions and answers. */
function folding(organisation: Organisation, size: number, rounds: number): Row {
  const measure = organisation.measures.find(({ id }) => id === 'clarification-request');
  if (measure === undefined) throw new Error('no clarification-request');
  const thread = threadOf(measure, size);
  const times = Array.from({ length: rounds }, () => {
    const fresh = [...thread]; // nothing kept from the round before
    const started = performance.now();
    const state = threadState(measure, fresh);
    const clocks = readClocks(measure, fresh, organisation, new Map([['XB', -1]]), Date.UTC(2030, 0, 1));
    if (state === undefined || clocks.length < size / 2 - 1) throw new Error('the thread was not folded');
    return performance.now() - started;
  });
  return {
    section: 'The measure language',
    what: `state and clocks of a thread of ${size} notices`,
    unit: 'ms',
    figure: figureOf(times),
    ...(size === 1000 ? { target: { is: 'at-most', value: 20 } } : {}),
  };
}

function threadOf({ id, edition, hash }: Measure, size: number): FiledNotice[] {
  return Array.from({ length: size }, (_, index) => {
    const [participant, other] = index % 2 === 0 ? ['XA', 'XB'] : ['XB', 'XA'];
    const notice: Notice = {
      answers: {},
      attachments: [],
      audience: { kind: 'named', participants: [other] },
      date: '2027-01-01T00:00:00Z',
      log: 'l',
      measure: { id, edition, hash },
      nonce: '',
      office: 'signing-officer',
      participant,
      step: index === 0 ? 'ask' : index % 2 === 1 ? 'answer' : 'ask-further',
      ...(index === 0 ? {} : { thread: 'n0', after: `n${index - 1}` }),
    };
    return { index, takenIn: Date.UTC(2027, 0, 1) + index * 60_000, id: `n${index}`, notice };
  });
}
