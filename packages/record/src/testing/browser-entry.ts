/** What the browser runs: the same suites, on its own cryptography, over the files the test serves. */
import { parseBase64, type SubtleLike } from '../index.ts';
import { platformOf } from './platform.ts';
import { suites } from './suites.ts';
import type { Outcome, VectorFiles } from './vectors.ts';

declare const crypto: { subtle: unknown };
declare const fetch: (url: string) => Promise<{ json(): Promise<unknown> }>;

export type SuiteReport = { suite: string; count: number; failed: Outcome[] };

/** Runs every suite; `/vectors.json` holds the files in base64, by path. */
export async function runAll(): Promise<SuiteReport[]> {
  const encoded = (await (await fetch('/vectors.json')).json()) as Record<string, string>;
  const files: VectorFiles = new Map();
  for (const [path, text] of Object.entries(encoded)) files.set(path, parseBase64(text) ?? new Uint8Array(0));
  const platform = platformOf(crypto.subtle as SubtleLike);
  const reports: SuiteReport[] = [];
  for (const [suite, run] of Object.entries(suites)) {
    const outcomes = await run(files, platform);
    reports.push({ suite, count: outcomes.length, failed: outcomes.filter(({ ok }) => !ok) });
  }
  return reports;
}
