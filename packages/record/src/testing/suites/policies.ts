import { checkPolicy, encodePolicy, encodeUtf8, parsePolicy, type RecordCode } from '../../index.ts';
import type { Platform } from '../platform.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

type Negative = { trust: { log: string; witnesses: string[] }; good: string };
type Cosignatures = { signers: { vkey: string }[]; note: string };

/** Policies that are read or refused, and checkpoints judged under them. */
export async function policiesSuite(files: VectorFiles, platform: Platform): Promise<Outcome[]> {
  const { trust, good } = readJson<Negative>(files, 'own/negative.json');
  const [first = '', second = ''] = trust.witnesses;
  const fill = (text: string) =>
    text.replaceAll('LOG', trust.log).replaceAll('W1', first).replaceAll('W2', second);
  const forms = Object.entries(refusedForms).map(([name, [code, text]]) => {
    const parsed = parsePolicy(fill(text));
    return outcome(`policies/refused/${name}`, parsed.ok || parsed.code, code);
  });
  const judged = await Promise.all(
    Object.entries(judgements).map(async ([name, [codes, text]]) =>
      outcome(`policies/judged/${name}`, await judge(fill(text), good, platform), codes),
    ),
  );
  return [...forms, ...judged, ...(await runTwoKinds(files, platform))];
}

/** Reads the policy, writes it, reads it again, and judges the checkpoint under that. */
async function judge(text: string, checkpoint: string, { suite }: Platform): Promise<string[]> {
  const parsed = parsePolicy(text);
  const again = parsed.ok ? parsePolicy(encodePolicy(parsed.value)) : parsed;
  if (!again.ok) return [again.code];
  const { findings } = await checkPolicy(again.value, encodeUtf8(checkpoint), suite);
  return findings.map(({ code }) => code);
}

/** A log and a witness that each sign with Ed25519 and with ML-DSA-44: the witness counts once. */
async function runTwoKinds(files: VectorFiles, platform: Platform): Promise<Outcome[]> {
  const { signers, note } = readJson<Cosignatures>(files, 'own/cosignatures.json');
  const [log, logMlDsa, witness, witnessMlDsa] = signers.map(({ vkey }) => vkey);
  const third = readJson<Negative>(files, 'own/negative.json').trust.witnesses[0];
  const keys = `log ${log}\nlog ${logMlDsa}\nwitness a ${witness}\nwitness b ${witnessMlDsa}\nwitness c ${third}\n`;
  const run = (rest: string) => judge(`${keys}${rest}`, note, platform);
  return [
    outcome('policies/two-kinds/both-asked-for', await run('group q all a b\nquorum q\n'), []),
    outcome('policies/two-kinds/either', await run('group q any a b\nquorum q\n'), []),
    outcome('policies/two-kinds/counted-once', await run('group q 2 a b c\nquorum q\n'), [
      'policy-quorum-not-met',
    ]),
  ];
}

const witnesses = 'witness w1 W1\nwitness w2 W2\n';

const judgements: Record<string, [codes: RecordCode[], text: string]> = {
  'log-alone': [[], 'log LOG\nquorum none\n'],
  'one-witness': [[], 'log LOG https://log.example/\nwitness w1 W1 https://w1.example/\nquorum w1\n'],
  'comments-tabs-and-empty-lines': [[], '# ours\n\n \t log\tLOG  \n\t# end\nquorum\tnone\n'],
  'two-of-two': [[], `log LOG\n${witnesses}group both 2 w1 w2\nquorum both\n`],
  'group-of-groups': [[], `log LOG\n${witnesses}group a all w1\ngroup b any w2\ngroup c all a b\nquorum c\n`],
  'other-log': [['signature-none-known', 'policy-log-unknown'], 'quorum none\n'],
  'witnesses-alone': [['policy-log-unknown'], `${witnesses}quorum w1\n`],
};

const refusedForms: Record<string, [code: RecordCode, text: string]> = {
  empty: ['policy-no-final-newline', ''],
  'no-final-newline': ['policy-no-final-newline', 'log LOG\nquorum none'],
  'carriage-return': ['policy-character', 'log LOG\r\nquorum none\r\n'],
  'unknown-word': ['policy-line', 'logs LOG\nquorum none\n'],
  'word-of-the-language': ['policy-line', 'constructor LOG\nquorum none\n'],
  'log-without-key': ['policy-line', 'log\nquorum none\n'],
  'log-with-too-much': ['policy-line', 'log LOG https://log.example/ more\nquorum none\n'],
  'log-key-malformed': ['policy-key', 'log LOGx\nquorum none\n'],
  'log-key-of-a-witness': ['policy-key-type', 'log W1\nquorum none\n'],
  'log-twice': ['policy-key-twice', 'log LOG\nlog LOG\nquorum none\n'],
  'witness-key-of-a-log': ['policy-key-type', 'witness w1 LOG\nquorum none\n'],
  'witness-key-twice': ['policy-key-twice', 'witness w1 W1\nwitness w2 W1\nquorum none\n'],
  'witness-name-twice': ['policy-name-taken', 'witness w1 W1\nwitness w1 W2\nquorum none\n'],
  'witness-named-none': ['policy-name-taken', 'witness none W1\nquorum none\n'],
  'group-name-taken': ['policy-name-taken', `${witnesses}group w1 any w2\nquorum none\n`],
  'group-without-members': ['policy-line', 'group g any\nquorum none\n'],
  'group-member-unknown': ['policy-name-unknown', 'group g any w1\nwitness w1 W1\nquorum none\n'],
  'group-member-none': ['policy-name-unknown', 'group g any none\nquorum none\n'],
  'group-member-twice': ['policy-member-twice', 'witness w1 W1\ngroup g 1 w1 w1\nquorum g\n'],
  'member-of-two-groups': [
    'policy-member-twice',
    'witness w1 W1\ngroup g any w1\ngroup h any w1\nquorum g\n',
  ],
  'threshold-zero': ['policy-threshold', 'witness w1 W1\ngroup g 0 w1\nquorum g\n'],
  'threshold-above-members': ['policy-threshold', 'witness w1 W1\ngroup g 2 w1\nquorum g\n'],
  'threshold-with-leading-zero': ['policy-threshold', 'witness w1 W1\ngroup g 01 w1\nquorum g\n'],
  'threshold-word': ['policy-threshold', 'witness w1 W1\ngroup g constructor w1\nquorum g\n'],
  'quorum-missing': ['policy-quorum-missing', 'log LOG\n'],
  'quorum-twice': ['policy-quorum-twice', 'quorum none\nquorum none\n'],
  'quorum-unknown': ['policy-name-unknown', 'quorum w1\nwitness w1 W1\n'],
  'quorum-with-too-much': ['policy-line', 'quorum none none\n'],
  'too-many-lines': ['policy-too-large', `${'#\n'.repeat(1001)}quorum none\n`],
};
