import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from './command-line.ts';
import { commands } from './commands.ts';
import { runScript } from './testing/run-script.ts';
import { type TestSurroundings, testSurroundings } from './testing/surroundings.ts';

const scripts = new URL('./scripts/', import.meta.url);
const vectors = new URL('../../../vectors/proof-files/', import.meta.url);

let surroundings: TestSurroundings;
beforeEach(() => {
  surroundings = testSurroundings();
});
afterEach(() => surroundings.remove());

/** One command in a folder of its own: what it printed and how it ended. */
async function run(args: string[]): Promise<{ status: number; out: string; error: string }> {
  let [out, error] = ['', ''];
  const status = await runCommandLine(args, {
    ...surroundings,
    writeOut: (bytes) => {
      out += String(bytes);
    },
    writeError: (text) => {
      error += text;
    },
  });
  return { status, out, error };
}

describe('scripts', () => {
  for (const name of readdirSync(scripts).filter((file) => file.endsWith('.txt'))) {
    test(`script ${name}`, async () => {
      expect(await runScript(readFileSync(new URL(name, scripts), 'utf8'), surroundings)).toEqual([]);
    });
  }
});

describe('help', () => {
  for (const { name } of commands) {
    test.each(['en', 'ru'])(`of ${name} in %s`, async (language) => {
      const { status, out, error } = await run([...name.split(' '), '--help', '--language', language]);
      expect({ status, error }).toEqual({ status: 0, error: '' });
      expect(out).toContain(`rapport ${name}`);
      expect(/[а-яё]/.test(out)).toBe(language === 'ru');
    });
  }
});

interface ProofCase {
  readonly file: string;
  readonly policy: string;
  readonly failed: readonly string[];
}

describe('verify gives the verdict of every vector', () => {
  const names = readdirSync(vectors).filter((file) => /^(accepted|refused)-.*\.json$/.test(file));
  test('there are some', () => expect(names.length).toBeGreaterThan(20));
  for (const name of names) {
    test(`vector ${name}`, async () => {
      const { file, policy, failed } = JSON.parse(readFileSync(new URL(name, vectors), 'utf8')) as ProofCase;
      writeFileSync(join(surroundings.folder, 'proof.json'), file);
      writeFileSync(join(surroundings.folder, 'policy'), policy);
      const { status, out } = await run(['verify', 'proof.json', '--policy', 'policy', '--json']);
      expect(status).toBe(failed.length === 0 ? 0 : 1);
      expect(failedIn(out)).toEqual(failed);
    });
  }
});

/** The findings in a report, spelled as the vectors do: check, entry from 0, code. */
function failedIn(out: string): string[] {
  const { checks } = JSON.parse(out) as {
    checks: { id: string; place?: string; findings: { code: string }[] }[];
  };
  return checks.flatMap(({ id, place, findings }) => {
    const entry = place === undefined ? [] : [String(Number.parseInt(place, 10) - 1)];
    return findings.map(({ code }) => [id, ...entry, code].join(' '));
  });
}
