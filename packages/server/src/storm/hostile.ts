// What strangers may send: noise, and sound inputs with something done to them.
import { encodeCanonical, type JsonValue } from '@rapport/record';
import fc from 'fast-check';

/** How many times the usual count of inputs is tried; `FUZZ_TIMES=20` takes about half an hour. */
const times = Number(process.env['FUZZ_TIMES'] ?? 1);

/** Counts what was tried. A failure prints its seed; `FUZZ_SEED` with `FUZZ_PATH` tries that one again. */
export class Tried {
  count = 0;

  /** The parameters of one property of about `runs` inputs. */
  parameters<T>(runs: number): fc.Parameters<T> {
    const [seed, path] = [process.env['FUZZ_SEED'], process.env['FUZZ_PATH']];
    return {
      numRuns: runs * times,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      ...(path === undefined ? {} : { path }),
    };
  }

  /**
   * Runs what reads one input, and counts it.
   *
   * @throws where it took more than a second of processor time
   */
  sync(read: () => unknown): void {
    const before = process.cpuUsage().user;
    read();
    this.#count(before);
  }

  async async(read: () => Promise<unknown>): Promise<void> {
    const before = process.cpuUsage().user;
    await read();
    this.#count(before);
  }

  #count(before: number): void {
    this.count += 1;
    const ms = (process.cpuUsage().user - before) / 1000;
    if (ms > 1000) throw new Error(`one input took ${ms} ms of processor time`);
  }
}

const inflatedMax = 200_000;

/** Texts that programs read differently, or that are larger, deeper or emptier than one expects. */
// biome-ignore format: a list
const oddTexts: readonly string[] = [
  '', '\0', '\n', '\n\n', '\r\n', ' ', '\t', '\u00a0', '\u2028', '\ufeff', '\u202e', '\u2066', '\u200d',
  '\ud800', '\udc00', '\udfff\ud800', 'e\u0301', '\u{1f1f0}\u{1f1ff}', '\u0130', 'ß', '\u0660\u0661',
  '0', '-0', '00', '+1', '1e308', '1e999', '-1', '0.1', '9007199254740991', '9007199254740992',
  '18446744073709551615', '18446744073709551616', '9'.repeat(400), 'NaN', 'Infinity', 'null', 'true',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', '../', '..%2f', '%00', '%', '%ff', '${1}', "';--",
  '"', '\\', '\\u0000', '\\ud800', '{', '}', '[', ']', '{}', '[]', '{"a":1,"a":2}', '[1,]', ':', ',',
  '\u2014', '\u2014 ', '=', '====', '+', '/', '-', '_', '.', 'x'.repeat(256), '[['.repeat(400), '{"a":'.repeat(400),
];

const oddText = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.array(fc.nat(0xffff), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
);

/** One thing done to a text; `at` and `span` are places in it, 0 to 1. */
const change = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'repeat', 'insert', 'replace', 'head', 'tail', 'splice', 'inflate'),
  at: fc.nat(0xffff),
  span: fc.oneof({ weight: 4, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.nat(0xffff) }),
  bit: fc.nat(7),
  text: oddText,
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(whole: string, { kind, at, span, bit, text }: Change, other: string): string {
  const from = Math.floor((at / 0x10000) * (whole.length + 1));
  const to = Math.min(whole.length, from + span);
  const [before, part, after] = [whole.slice(0, from), whole.slice(from, to), whole.slice(to)];
  if (kind === 'cut') return before + after;
  if (kind === 'repeat') return before + part + part + after;
  if (kind === 'insert') return before + text + part + after;
  if (kind === 'replace') return before + text + after;
  if (kind === 'head') return before;
  if (kind === 'tail') return part + after;
  if (kind === 'splice') return before + other.slice(Math.floor((at / 0x10000) * other.length));
  if (kind === 'inflate') return before + inflated(part || text || 'x') + after;
  const code = whole.charCodeAt(from);
  return Number.isNaN(code) ? whole : before + String.fromCharCode(code ^ (1 << bit)) + whole.slice(from + 1);
}

function inflated(part: string): string {
  return part.repeat(Math.ceil(inflatedMax / part.length)).slice(0, inflatedMax);
}

/** Noise, or a sound text after one to four changes. @param sound - texts that the reader takes */
export function hostileText(sound: readonly string[]): fc.Arbitrary<string> {
  const seeds = sound.length === 0 ? [''] : sound;
  const seed = fc.constantFrom(...seeds);
  // Inflating costs most of the time, and once in a while will do.
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });
  const often = fc
    .tuple(seed, seed, changes, fc.nat(99))
    .map(([text, other, list, rare]) =>
      list.reduce(
        (whole, one) =>
          changed(whole, rare === 0 || one.kind !== 'inflate' ? one : { ...one, kind: 'repeat' }, other),
        text,
      ),
    );
  return fc.oneof({ weight: 1, arbitrary: oddText }, { weight: 9, arbitrary: often });
}

/** The same for bytes: text in UTF-8, or each character's lower byte alone. */
export function hostileBytes(sound: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const texts = sound.map((bytes) => Buffer.from(bytes).toString('latin1'));
  return fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    { weight: 6, arbitrary: hostileText(texts).map((text) => new Uint8Array(Buffer.from(text, 'latin1'))) },
    { weight: 1, arbitrary: hostileText(texts).map((text) => new Uint8Array(Buffer.from(text, 'utf8'))) },
  );
}

/** A value where another stood. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -0,
    -1,
    1e308,
    2 ** 53 - 1,
    2 ** 53,
    0.1,
    '',
    [],
    {},
    [[]],
    [null],
  ),
  oddText,
  fc
    .integer({ min: 1, max: 64 })
    .map((depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown),
  fc.nat(64).map((depth) => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as unknown),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(oddText, { maxLength: 5 }),
  fc.dictionary(oddText, oddText, { maxKeys: 3 }),
  fc.constant(Array.from({ length: 5000 }, (_, i) => i)),
);

const valueChange = fc.record({
  kind: fc.constantFrom('set', 'set', 'remove', 'add', 'copy', 'rename'),
  at: fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 6 }),
  name: oddText,
  value: oddValue,
});

/** A sound JSON value after one to three changes of its parts. */
export function hostileValue(sound: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...sound), fc.array(valueChange, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => {
      const copy: unknown = structuredClone(value);
      for (const one of changes) changeValue(copy, one);
      return copy;
    });
}

function changeValue(
  root: unknown,
  { kind, at, name, value }: { kind: string; at: number[]; name: string; value: unknown },
): void {
  let node: unknown = root;
  for (const [depth, pick] of at.entries()) {
    if (typeof node !== 'object' || node === null) return;
    const members = node as Record<string, unknown>;
    const keys = Object.keys(members);
    const key = keys[pick % Math.max(1, keys.length)] ?? name;
    const next = Object.hasOwn(members, key) ? members[key] : undefined; // never what is inherited
    if (depth < at.length - 1 && typeof next === 'object' && next !== null) node = next;
    // Cloned, or what is shared between inputs would be changed and could hold itself.
    else return apply(members, kind, key, name, structuredClone(value));
  }
}

function apply(
  members: Record<string, unknown>,
  kind: string,
  key: string,
  name: string,
  value: unknown,
): void {
  const define = (as: string, what: unknown): void =>
    void Reflect.defineProperty(members, as === 'length' ? 'size' : as, {
      value: what,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  const isList = Array.isArray(members);
  if (kind === 'remove') delete members[key];
  else if (isList && kind !== 'set')
    (members as unknown as unknown[]).push(
      kind === 'copy' ? structuredClone(Object.hasOwn(members, key) ? members[key] : null) : value,
    );
  else if (kind === 'set') define(key, value);
  else if (kind === 'add') define(name, value);
  else if (kind === 'copy') define(name, structuredClone(Object.hasOwn(members, key) ? members[key] : null));
  else {
    define(name, members[key]);
    delete members[key];
  }
}

/** The one spelling of a value, or any where it has none. */
export function spelled(value: unknown): string {
  try {
    return encodeCanonical(value as JsonValue);
  } catch {
    return JSON.stringify(value) ?? 'null';
  }
}
