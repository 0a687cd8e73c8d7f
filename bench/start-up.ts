import { startedProcess, temporaryData } from '../packages/server/src/testing/server-process.ts';
import { awaitQuiet } from './quiet.ts';
import { environmentOf } from './running-server.ts';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';

const rounds = { full: 7, quick: 3 } as const;

/** From the start of the process to the first request that it can answer. */
export const startUp: Section = {
  name: 'start-up',
  run: async ({ length, say }) => {
    const first: number[] = [];
    const again: number[] = [];
    for (let round = 1; round <= rounds[length]; round += 1) {
      await awaitQuiet();
      const data = temporaryData();
      try {
        first.push(await startSeconds(data.folder));
        again.push(await startSeconds(data.folder));
      } finally {
        data.remove();
      }
      say(`round ${round}: first ${first.at(-1)?.toFixed(2)} s, again ${again.at(-1)?.toFixed(2)} s`);
    }
    const section = 'Start-up, installed and built';
    const target = { is: 'at-most', value: 5 } as const;
    const note = 'makes the database, the keys and the demonstration';
    return [
      { section, what: 'first start', unit: 's', figure: figureOf(first), target, note },
      { section, what: 'later start', unit: 's', figure: figureOf(again), target },
    ];
  },
};

async function startSeconds(folder: string): Promise<number> {
  const begin = performance.now();
  const server = await startedProcess(environmentOf(folder));
  const answer = await fetch(`${server.url}/readyz`);
  const seconds = (performance.now() - begin) / 1000;
  await server.stop();
  if (!answer.ok) throw new Error(`the server says it is not ready: ${answer.status}`);
  return seconds;
}
