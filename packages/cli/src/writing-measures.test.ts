import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommandLine } from './command-line.ts';
import { testSurroundings } from './testing/surroundings.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const surroundings = testSurroundings();
afterAll(() => surroundings.remove());

/** A part of the page: commands to run, a file to write, or what the commands before it printed. */
interface Block {
  readonly kind: 'sh' | 'json' | 'text';
  readonly body: string;
  /** The path on the line before, of a file. */
  readonly path: string;
  /** What the prose up to the next commands or file says that these ended with. */
  readonly status: number;
}

function blocksOf(page: string): Block[] {
  const found = [...page.matchAll(/^```(sh|json|text)\n([^]*?)\n```$/gm)];
  return found.map(({ 1: kind, 2: body = '', index }, at) => {
    const next = found.slice(at + 1).find(({ 1: other }) => other !== 'text')?.index;
    const prose = page.slice(index, next);
    const [, path = ''] = /`([^`\n]+)`\n\n$/.exec(page.slice(0, index)) ?? [];
    const [, status = '0'] = /exit status (\d)/.exec(prose) ?? [];
    return { kind: kind as Block['kind'], body, path, status: Number(status) };
  });
}

/** Runs the lines of a block; every command but the last has to end with 0. */
async function runLines(body: string): Promise<{ printed: string[]; status: number }> {
  let [printed, status] = ['', 0];
  const write = (bytes: string | Uint8Array) => {
    printed += String(bytes);
  };
  for (const line of body.split('\n')) {
    expect({ before: line, status }).toEqual({ before: line, status: 0 });
    const [program, second, ...args] = line.split(' ');
    if (program === 'cp' && second === '-r' && args.length === 2)
      cpSync(join(surroundings.folder, args[0] ?? ''), join(surroundings.folder, args[1] ?? ''), {
        recursive: true,
      });
    else if (program === 'npx' && second === 'rapport')
      status = await runCommandLine(args, { ...surroundings, writeOut: write, writeError: write });
    else throw new Error(`the page may run npx rapport and cp -r alone, not: ${line}`);
  }
  return { printed: printed.split('\n'), status };
}

describe('docs/writing-measures.md, followed to the letter', () => {
  cpSync(join(root, 'organisations/cica'), join(surroundings.folder, 'organisations/cica'), {
    recursive: true,
  });
  const blocks = blocksOf(readFileSync(join(root, 'docs/writing-measures.md'), 'utf8'));
  let printed: string[] = [];

  test('has something to follow', () => expect(blocks.length).toBeGreaterThan(15));

  for (const [index, { kind, body, path, status }] of blocks.entries()) {
    const name = path === '' ? (body.split('\n')[0] ?? '') : path;
    test(`${index + 1} ${kind}: ${name}`, async () => {
      if (kind === 'text') expect(printed).toEqual(expect.arrayContaining(body.split('\n')));
      else if (kind === 'json') {
        expect(path).toMatch(/^organisations\/.+\.json$/);
        mkdirSync(dirname(join(surroundings.folder, path)), { recursive: true });
        writeFileSync(join(surroundings.folder, path), body);
      } else {
        const ran = await runLines(body);
        printed = ran.printed;
        expect({ status: ran.status, printed: ran.status === status ? [] : printed }).toEqual({
          status,
          printed: [],
        });
      }
    });
  }
});
