import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeSbom } from '../bootstrap/sbom.mjs';
import { checkInstallScripts } from './install-scripts.ts';

const lock = (packages: object) => ({ path: 'package-lock.json', text: JSON.stringify({ packages }) });
const page = { path: 'docs/dependencies.md', text: '# D\n\n## Install scripts\n\n`known` copies a file.\n' };

test('a package with an install script that nobody knows of is named', () => {
  const packages = {
    'node_modules/known': { hasInstallScript: true },
    'node_modules/a/node_modules/@scope/other': { hasInstallScript: true },
    'node_modules/quiet': {},
  };
  const faults = checkInstallScripts(lock(packages), page);
  expect(faults.map(({ sentence }) => sentence.split(' ')[0])).toEqual(['@scope/other']);
});

test('what is made of the lock names each package by its version, those of development too', () => {
  const sbom = makeSbom() as {
    bomFormat: string;
    components: { name: string; version: string; group?: string; hashes?: unknown[] }[];
  };
  expect(sbom.bomFormat).toBe('CycloneDX');
  const named = new Map<string, string[]>();
  for (const one of sbom.components) {
    const name = one.group === undefined ? one.name : `${one.group}/${one.name}`;
    named.set(name, [...(named.get(name) ?? []), one.version]);
  }
  const folders = ['record', 'measures', 'notices', 'sealing', 'api', 'server', 'web', 'cli'];
  for (const folder of folders) {
    const url = new URL(`../../packages/${folder}/package.json`, import.meta.url);
    const { dependencies = {} } = JSON.parse(readFileSync(url, 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    const others = Object.entries(dependencies).filter(([name]) => !name.startsWith('@rapport/'));
    for (const [name, version] of others)
      expect([name, named.get(name)]).toEqual([name, expect.arrayContaining([version])]);
  }
  expect(named.get('vitest')?.[0]).toMatch(/^\d/);
});
