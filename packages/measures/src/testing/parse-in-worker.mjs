// Parses an organisation's folder in a thread that can be stopped, and says what it found.
import { parentPort, workerData } from 'node:worker_threads';
import { checkAnswers, parseOrganisation } from '../index.ts';

const before = Object.getOwnPropertyNames(Object.prototype).join();
const parsed = parseOrganisation(new Map(workerData.files));
const faults = parsed.faults.map(({ file, at, code, sentence }) => ({ file, at, code, sentence }));
let answered = 0;
for (const { forms } of parsed.organisation?.measures ?? []) {
  for (const form of Object.values(forms)) {
    const context = { participants: new Set(), lists: new Map() };
    for (const answers of workerData.answers) answered += checkAnswers(form, answers, context).length;
  }
}
const isPolluted =
  Object.getOwnPropertyNames(Object.prototype).join() !== before || {}.polluted !== undefined;
parentPort.postMessage({ faults, isParsed: parsed.organisation !== undefined, isPolluted, answered });
