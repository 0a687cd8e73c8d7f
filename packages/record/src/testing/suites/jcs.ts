import {
  encodeCanonical,
  encodeHex,
  encodeUtf8,
  type JsonValue,
  parseCanonical,
  sha256,
} from '../../index.ts';
import { type Outcome, outcome, readJson, readText, type VectorFiles } from '../vectors.ts';

const names = ['arrays', 'french', 'structures', 'unicode', 'values', 'weird'];

/** RFC 8785: texts, 10,000 numbers, and spellings that have to be refused. */
export function jcsSuite(files: VectorFiles): Outcome[] {
  return [...names.flatMap((name) => runText(files, name)), ...runNumbers(files), ...refused.map(runRefused)];
}

function runText(files: VectorFiles, name: string): Outcome[] {
  const input = readText(files, `jcs/input/${name}.json`);
  const output = readText(files, `jcs/output/${name}.json`);
  const hex = readText(files, `jcs/outhex/${name}.txt`).replaceAll(/\s/g, '');
  const canonical = encodeCanonical(JSON.parse(input) as JsonValue);
  return [
    outcome(`jcs/${name}/output`, canonical, output),
    outcome(`jcs/${name}/outhex`, encodeHex(encodeUtf8(canonical)), hex),
    outcome(`jcs/${name}/parse-output`, parseCanonical(output).ok, true),
    outcome(`jcs/${name}/refuse-input`, codeOf(input), input === output ? true : 'json-not-canonical'),
  ];
}

/** Lines `<hex of the double>,<its spelling>`. */
function runNumbers(files: VectorFiles): Outcome[] {
  const text = readText(files, 'jcs/es6-numbers-10000.txt');
  const sums = readJson<{ lines: number; sha256: string }[]>(files, 'jcs/es6-numbers-sums.json');
  const wrong = text
    .trimEnd()
    .split('\n')
    .filter((line) => !isNumberRight(line));
  const sum = encodeHex(sha256(encodeUtf8(text)));
  return [
    outcome('jcs/numbers-10000/all', wrong, []),
    outcome('jcs/numbers-10000/sum', sum, sums.find(({ lines }) => lines === 10_000)?.sha256),
  ];
}

function isNumberRight(line: string): boolean {
  const [hex = '', spelling = ''] = line.split(',');
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  const parsed = parseCanonical(spelling);
  return encodeCanonical(view.getFloat64(0)) === spelling && parsed.ok;
}

const refused: [name: string, text: string, code: string][] = [
  ['member-twice', '{"a":1,"a":1}', 'json-not-canonical'],
  ['members-unsorted', '{"b":1,"a":1}', 'json-not-canonical'],
  ['white-space', '{"a": 1}', 'json-not-canonical'],
  ['trailing-newline', '1\n', 'json-not-canonical'],
  ['number-with-fraction-zero', '1.0', 'json-not-canonical'],
  ['number-with-exponent', '1e3', 'json-not-canonical'],
  ['number-minus-zero', '-0', 'json-not-canonical'],
  ['number-too-precise', '9007199254740993', 'json-not-canonical'],
  ['number-too-large', '1e400', 'json-number'],
  ['string-needless-escape', '"\\u0041"', 'json-not-canonical'],
  ['string-escaped-slash', '"\\/"', 'json-not-canonical'],
  ['lone-surrogate', '"\\ud800"', 'json-lone-surrogate'],
  ['lone-surrogate-in-name', '{"\\udc00":1}', 'json-lone-surrogate'],
  ['nothing', '', 'json-malformed'],
  ['two-values', '1 2', 'json-malformed'],
  ['not-a-number', 'NaN', 'json-malformed'],
  ['byte-order-mark', '\ufeff1', 'json-malformed'],
  ['raw-newline-in-string', '"\n"', 'json-malformed'],
  ['depth-33', `${'['.repeat(33)}${']'.repeat(33)}`, 'json-too-deep'],
  ['depth-100000', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'json-too-deep'],
];

function runRefused([name, text, code]: [string, string, string]): Outcome {
  return outcome(`jcs/refused/${name}`, codeOf(text), code);
}

function codeOf(text: string): string | true {
  const parsed = parseCanonical(text);
  return parsed.ok || parsed.code;
}
