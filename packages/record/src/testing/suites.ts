import { type Platform, withoutMlDsa } from './platform.ts';
import { c2spSuite } from './suites/c2sp.ts';
import { cosignaturesSuite } from './suites/cosignatures.ts';
import { jcsSuite } from './suites/jcs.ts';
import { limitsSuite } from './suites/limits.ts';
import { merkleSuite } from './suites/merkle.ts';
import { negativeSuite } from './suites/negative.ts';
import { notesSuite } from './suites/notes.ts';
import { noticesSuite } from './suites/notices.ts';
import { ownTilesSuite } from './suites/own-tiles.ts';
import { ownTreeSuite } from './suites/own-tree.ts';
import { passkeysSuite } from './suites/passkeys.ts';
import { policiesSuite } from './suites/policies.ts';
import { proofsSuite } from './suites/proofs.ts';
import { ed25519Suite, mlDsaSeedSuite, mlDsaSuite, publicKeySuite } from './suites/signatures.ts';
import { tesseraSuite } from './suites/tessera.ts';
import { witnessTimesSuite } from './suites/witness-times.ts';
import type { Outcome, VectorFiles } from './vectors.ts';

type Suite = (files: VectorFiles, platform: Platform) => Outcome[] | Promise<Outcome[]>;

/** Every vector the record layer answers for, by origin. The same functions run in Node and in a browser. */
export const suites: Record<string, Suite> = {
  merkle: merkleSuite,
  'own tree': ownTreeSuite,
  'own tiles': ownTilesSuite,
  notes: notesSuite,
  'own negative': negativeSuite,
  'own cosignatures': cosignaturesSuite,
  'own proofs': proofsSuite,
  policies: policiesSuite,
  'tessera log': tesseraSuite,
  c2sp: c2spSuite,
  jcs: jcsSuite,
  ed25519: (files, { suite }) => ed25519Suite(files, suite),
  'public keys': publicKeySuite,
  passkeys: (files, { suite }) => passkeysSuite(files, suite),
  'ml-dsa': (files, { suite }) => mlDsaSuite(files, suite),
  'ml-dsa without the platform': (files, platform) => mlDsaSuite(files, withoutMlDsa(platform).suite),
  'ml-dsa seeds': mlDsaSeedSuite,
  limits: limitsSuite,
  notices: noticesSuite,
  'witness times': witnessTimesSuite,
};

/** The folders of `vectors/` that the suites read. */
export const vectorFolders = [
  'c2sp',
  'ed25519',
  'entries',
  'jcs',
  'merkle',
  'mldsa',
  'notices',
  'own',
  'tessera-log',
  'webauthn',
  'witness-times',
  'xmod',
];
