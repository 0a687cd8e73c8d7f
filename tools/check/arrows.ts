// Who may import whom: record -> measures -> notices -> api -> server, web, cli; and record -> sealing -> web, cli.
import { posix } from 'node:path';
import { type Fault, lineOf, type SourceFile } from './source-file.ts';

const leftOf: Readonly<Record<string, readonly string[]>> = {
  record: [],
  measures: ['record'],
  notices: ['record', 'measures'],
  sealing: ['record'],
  api: ['record', 'measures', 'notices'],
  server: ['record', 'measures', 'notices', 'api'],
  web: ['record', 'measures', 'notices', 'sealing', 'api'],
  cli: ['record', 'measures', 'notices', 'sealing', 'api'],
};
const pure = new Set(['record', 'measures', 'notices', 'sealing']);
/** Tests may read files and clocks; they may not turn an arrow round. */
const isTesting = (path: string) => /\.test\.tsx?$|\/src\/testing\//.test(path);

const importPattern =
  /(?:^|[;}\n])\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/**
 * Checks every import of the packages against the drawing in docs/architecture.md.
 *
 * @param files - those outside packages/ are passed over
 */
export function checkArrows(files: readonly SourceFile[]): Fault[] {
  return files.flatMap((file) => {
    const owner = /^packages\/([^/]+)\/.*\.tsx?$/.exec(file.path)?.[1];
    return owner === undefined ? [] : checkFile(file, owner);
  });
}

function checkFile({ path, text }: SourceFile, owner: string): Fault[] {
  if (!(owner in leftOf))
    return [{ where: path, sentence: `the package ${owner} is not in the drawing of arrows` }];
  return [...checkClock({ path, text }, owner), ...checkImports({ path, text }, owner)];
}

/** The lint rules refuse the other ways to read clock and chance; they cannot say this one. */
function checkClock({ path, text }: SourceFile, owner: string): Fault[] {
  if (!pure.has(owner) || isTesting(path)) return [];
  return [...text.matchAll(/\bnew Date\(\s*\)/g)].map(({ index }) => ({
    where: `${path}:${lineOf(text, index)}`,
    sentence: `${owner} is pure and may not read the clock: it is handed \`now\``,
  }));
}

function checkImports({ path, text }: SourceFile, owner: string): Fault[] {
  return [...text.matchAll(importPattern)].flatMap((match) => {
    const sentence = judge(path, owner, match[1] ?? match[2] ?? '');
    return sentence ? [{ where: `${path}:${lineOf(text, match.index + match[0].length)}`, sentence }] : [];
  });
}

function judge(path: string, owner: string, target: string): string | undefined {
  if (target.startsWith('node:')) return judgeNode(path, owner, target);
  if (target.startsWith('.')) return judgeRelative(path, owner, target);
  const [, other, deep] = /^@rapport\/([^/]+)(\/.*)?$/.exec(target) ?? [];
  if (other === undefined) return undefined;
  if (deep) return `${target} reaches past the index of ${other}: what it exports there is its promise`;
  if (other !== owner && !leftOf[owner]?.includes(other))
    return `${owner} may not import ${other}: the arrow points the other way`;
  return undefined;
}

function judgeNode(path: string, owner: string, target: string): string | undefined {
  return pure.has(owner) && !isTesting(path) ? `${owner} is pure and may not import ${target}` : undefined;
}

function judgeRelative(path: string, owner: string, target: string): string | undefined {
  const resolved = posix.join(posix.dirname(path), target);
  const [, other] = /^packages\/([^/]+)\//.exec(resolved) ?? [];
  return other !== undefined && other !== owner
    ? `${target} leaves ${owner}: import @rapport/${other} instead`
    : undefined;
}
