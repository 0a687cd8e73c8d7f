import { signSignIn } from '../packages/api/src/index.ts';
import { registerOf } from '../packages/notices/src/testing/sample-log.ts';
import { sampleOrganisation } from '../packages/notices/src/testing/sample-organisation.ts';
import { standingLog } from '../packages/notices/src/testing/sample-threads.ts';
import { signerOf } from '../packages/notices/src/testing/sign-notice.ts';
import { parseUtf8 } from '../packages/record/src/index.ts';
import { verifySignIn } from '../packages/server/src/sessions/sign-in.ts';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';

const triesARound = 400;
const rounds = { full: 9, quick: 3 } as const;

/** Whether the time of a refused sign-in tells whether there is such an office with a key: known and unknown ones in turn. */
export const signInTiming: Section = {
  name: 'sign-in-timing',
  run: async ({ length, say }) => {
    const organisation = sampleOrganisation();
    const register = registerOf(organisation, await standingLog(organisation));
    const note = async (participant: string, office: string): Promise<string> => {
      const name = `${organisation.origin}/${participant}/${office}`;
      const claim = { challenge: 'x', log: organisation.origin, participant, office };
      const known = await signerOf(name);
      const forger = await signerOf(name, 'somebody else');
      // The key ID of the certified key, so that a signature is tried where there is one.
      const signer = { key: known.key, sign: (message: Uint8Array) => forger.sign(message) };
      return parseUtf8(await signSignIn(claim, signer)) ?? '';
    };
    const notes = [await note('XA', 'signing-officer'), await note('XZ', 'signing-officer')] as const;
    const time = async (text: string): Promise<number> => {
      const begin = performance.now();
      const signed = await verifySignIn(text, organisation.origin, register, Date.UTC(2027, 0, 20));
      if (signed !== undefined) throw new Error('a forged sign-in was taken');
      return (performance.now() - begin) * 1000;
    };
    for (const text of notes) for (let i = 0; i < triesARound; i += 1) await time(text); // warm
    const medians: [number, number][] = [];
    for (let round = 1; round <= rounds[length]; round += 1) {
      const times: [number[], number[]] = [[], []];
      for (let i = 0; i < triesARound; i += 1)
        for (const at of [0, 1] as const) times[at].push(await time(notes[at]));
      medians.push([figureOf(times[0]).median, figureOf(times[1]).median]);
    }
    say(`${rounds[length]} rounds of ${triesARound} refusals of each kind`);
    const section = 'Refused sign-in, in the server itself';
    const ratio = figureOf(
      medians.map(([known, unknown]) => Math.max(known, unknown) / Math.min(known, unknown)),
    );
    return [
      {
        section,
        what: 'office that has a key',
        unit: 'µs',
        figure: figureOf(medians.map(([known]) => known)),
      },
      {
        section,
        what: 'office that is not there',
        unit: 'µs',
        figure: figureOf(medians.map(([, unknown]) => unknown)),
      },
      {
        section,
        what: 'the slower by the faster',
        unit: 'times',
        figure: ratio,
        target: { is: 'at-most', value: 1.25 },
      },
    ];
  },
};
