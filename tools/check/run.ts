// `npm run check`: everything that is checked without running the program, side by side, all faults at once.
import { checkArrows } from './arrows.ts';
import { checkDependencies } from './dependencies.ts';
import { checkDocLinks } from './doc-links.ts';
import { checkFindingCodes } from './finding-codes.ts';
import { checkInstallScripts } from './install-scripts.ts';
import { checkLockFile } from './lock-file.ts';
import { checkPrivateNames } from './private-names.ts';
import { type Outcome, runTool } from './run-tool.ts';
import { type Fault, listPaths, readSourceFiles } from './source-file.ts';

const paths = listPaths();
const source = readSourceFiles(paths.filter((path) => /\.tsx?$/.test(path)));
const ours = paths.filter(
  (path) => !path.startsWith('vectors/') && /\.(m?[jt]sx?|json|md|sql|html|css|sh)$|^\.ci\/run$/.test(path),
);
const markdown = readSourceFiles(paths.filter((path) => path.endsWith('.md')));
const manifests = readSourceFiles(paths.filter((path) => /^(packages\/[^/]+\/)?package\.json$/.test(path)));

const own: Record<string, () => Fault[]> = {
  arrows: () => checkArrows(source),
  'finding codes': () => checkFindingCodes(source),
  'doc links': () => checkDocLinks(markdown, paths),
  'private names': () => checkPrivateNames(readSourceFiles(ours)),
  dependencies: () =>
    readSourceFiles(['docs/dependencies.md']).flatMap((page) => checkDependencies(page, manifests)),
  'install scripts': () => {
    const [page, lock] = readSourceFiles(['docs/dependencies.md', 'package-lock.json']);
    return page === undefined || lock === undefined ? [] : checkInstallScripts(lock, page);
  },
  'lock file': () => readSourceFiles(['package-lock.json']).flatMap((lock) => checkLockFile(lock, manifests)),
};

const projects = paths.filter((path) => /(^|\/)tsconfig(\.test)?\.json$/.test(path));
const tools: Record<string, readonly [program: string, ...args: string[]]> = {
  ...Object.fromEntries(
    projects.map((project) => [`types ${project}`, ['typescript/bin/tsc', '-p', project]]),
  ),
  lint: ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '--report-unused-disable-directives'],
  format: ['@biomejs/biome/bin/biome', 'check'],
  'dead code': ['knip/bin/knip.js', '--no-progress', '--no-config-hints'],
};

const running = Object.entries(tools).map(runTool);
const outcomes = [...Object.entries(own).map(runOwn), ...(await Promise.all(running))];
const failed = outcomes.filter(({ faults }) => faults !== '');
for (const { name, faults } of failed) console.log(`\n--- ${name}\n${faults}`);
console.log(`\n${outcomes.length - failed.length} of ${outcomes.length} checks passed.`);
if (failed.length > 0) console.log(`Not: ${failed.map(({ name }) => name).join(', ')}.`);
process.exitCode = failed.length > 0 ? 1 : 0;

function runOwn([name, check]: [string, () => Fault[]]): Outcome {
  const faults = check().map(({ where, sentence }) => `${where} ${sentence}`);
  return { name, faults: faults.join('\n') };
}
