import { under } from './pointer.ts';

/** A file's JSON, or what stops it from being read. `lines`: the line of each place, by JSON pointer; found when asked. */
export type JsonText =
  | { readonly ok: true; readonly value: unknown; lines(): ReadonlyMap<string, number> }
  | { readonly ok: false; readonly at: string; readonly line?: number; readonly sentence: string };

/** Leaves room for what a value is wrapped in before it is hashed: canonical JSON ends at 32. */
const DEPTH_MAX = 24;

/**
 * Reads JSON more strictly than `JSON.parse`: no name twice in an object, no half of a surrogate pair,
 * no nesting beyond 24.
 *
 * @param text - a file's whole text, not trusted
 */
export function parseJsonText(text: string): JsonText {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const line = lineOfSyntaxError(text, cause);
    const sentence = 'This is not JSON: look for a missing comma, quotation mark or bracket near this line.';
    return { ok: false, at: '', ...(line === undefined ? {} : { line }), sentence };
  }
  const fault = isPlain(text, value) ? undefined : scan(text);
  if (fault !== undefined && 'sentence' in fault) return { ok: false, ...fault };
  let lines: ReadonlyMap<string, number> | undefined; // found once, however many faults ask for theirs
  return { ok: true, value, lines: () => (lines ??= linesOf(text)) };
}

function linesOf(text: string): ReadonlyMap<string, number> {
  const scanned = scan(text);
  return 'lines' in scanned ? scanned.lines : new Map();
}

const NAME = /"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/g;

/**
 * Whether text certainly has none of the faults that `scan` looks for: as many names as its value has members,
 * so that none stands twice; no surrogate half, written out or escaped; no nesting too deep.
 */
function isPlain(text: string, value: unknown): boolean {
  if (/\p{Surrogate}/u.test(text) || /\\u[dD]/.test(text)) return false;
  const members = countMembers(value, 0);
  if (members === undefined) return false;
  let names = 0;
  for (const [, colon] of text.matchAll(NAME)) if (colon === ':') names += 1;
  return names === members;
}

/** How many members the objects of a value have; undefined where it is nested too deep. */
function countMembers(value: unknown, depth: number): number | undefined {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= DEPTH_MAX) return undefined;
  const inner = Object.values(value);
  let count = Array.isArray(value) ? 0 : inner.length;
  for (const one of inner) {
    const below = countMembers(one, depth + 1);
    if (below === undefined) return undefined;
    count += below;
  }
  return count;
}

/** The line that the engine's message names, or undefined: engines word it differently. */
function lineOfSyntaxError(text: string, cause: unknown): number | undefined {
  const message = cause instanceof Error ? cause.message : '';
  const [, line] = / line (\d+)/.exec(message) ?? [];
  if (line !== undefined) return Number(line);
  const [, position] = / position (\d+)/.exec(message) ?? [];
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}

interface Level {
  readonly at: string;
  /** The index of the item to come in an array, the name last read in an object. */
  step: number | string | undefined;
  readonly names?: Set<string>;
}

type Scanned =
  | { readonly lines: Map<string, number> }
  | { readonly at: string; readonly line: number; readonly sentence: string };

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],\n]|[^\s{}[\],:"]+/g;

/** Walks over text that `JSON.parse` has accepted, without recursion, noting the line of each place. */
function scan(text: string): Scanned {
  const lines = new Map<string, number>();
  const levels: Level[] = [];
  let line = 1;
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '\n') line += 1;
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') nextPlace(level);
    else {
      const wrong = level?.names === undefined ? undefined : readName(level, token);
      const at = placeOf(level);
      if (isHalfPair(token))
        return { at, line, sentence: 'This text holds half of a surrogate pair: type it again.' };
      if (wrong !== undefined) return { at: under(level?.at ?? '', wrong), line, sentence: twice(wrong) };
      if (!lines.has(at)) lines.set(at, line);
      if (token === '{' || token === '[') levels.push(openLevel(token, at));
      if (levels.length > DEPTH_MAX)
        return { at, line, sentence: `This is nested deeper than ${DEPTH_MAX}.` };
    }
  }
  return { lines };
}

function openLevel(token: '{' | '[', at: string): Level {
  return token === '{' ? { at, step: undefined, names: new Set() } : { at, step: 0 };
}

function nextPlace(level: Level | undefined): void {
  if (level !== undefined) level.step = typeof level.step === 'number' ? level.step + 1 : undefined;
}

function placeOf(level: Level | undefined): string {
  return level === undefined ? '' : under(level.at, level.step ?? '');
}

/** Takes `token` as a member's name if one is due. @returns the name if the object has it already */
function readName(level: Level, token: string): string | undefined {
  if (level.step !== undefined) return undefined;
  const name = JSON.parse(token) as string;
  level.step = name;
  if (level.names?.has(name)) return name;
  level.names?.add(name);
  return undefined;
}

function twice(name: string): string {
  return `The name "${name}" stands twice in this object: keep one of the two.`;
}

function isHalfPair(token: string): boolean {
  return token.startsWith('"') && /\p{Surrogate}/u.test(JSON.parse(token) as string);
}
