import { check } from './check/check.ts';
import type { Command } from './command.ts';
import { cosign } from './cosign/cosign.ts';
import { diff } from './diff/diff.ts';
import { doctor } from './doctor/doctor.ts';
import { file } from './filing/file.ts';
import type { Words } from './io/language.ts';
import { keysNew, keysRoot, keysShow } from './keys/keys.ts';
import { mirror, mirrorCheck, mirrorKey } from './mirror/mirror.ts';
import { mirrorServe } from './mirror/serve.ts';

import { newMeasure } from './new/new-measure.ts';
import { proof } from './reading/proof.ts';
import { read } from './reading/read.ts';
import { reseal } from './sealing/reseal.ts';
import { keysSealing } from './sealing/sealing-key.ts';
import { serve } from './serve/serve.ts';
import { verify } from './verify/verify.ts';
import { witnessInit, witnessRun, witnessTrust } from './witness/commands.ts';

/** Every command, in the order that help lists them. */
export const commands: readonly Command[] = [
  serve,
  keysRoot,
  keysNew,
  keysShow,
  keysSealing,
  file,
  cosign,
  read,
  reseal,
  proof,
  verify,
  mirror,
  mirrorCheck,
  mirrorServe,
  mirrorKey,
  newMeasure,
  check,
  diff,
  doctor,
  witnessInit,
  witnessTrust,
  witnessRun,
];

/** First words that several commands share. */
export const groups: Readonly<Record<string, Words>> = {
  new: { en: 'begin a measure', ru: 'начать новую меру' },
  mirror: mirror.says,
  witness: { en: 'watch over logs and cosign them', ru: 'следить за журналами и заверять их' },
  keys: { en: 'make and show keys of offices', ru: 'создать или показать ключи должностей' },
};
