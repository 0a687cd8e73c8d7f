// A thread of its own for setting pages, so that the server's one thread never waits for them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** What the thread is asked: one notice, as JSON, and its time in POSIX seconds. */
export interface Setting {
  readonly id: number;
  readonly notice: string;
  readonly at: number;
}

/** What it answers: the pages, or that it could not set them, with typst's own words for the journal. */
export type SettingDone = { readonly id: number } & (
  | { readonly pdf: Uint8Array }
  | { readonly error: string }
);

const faces = [
  'noto-serif/400Regular/NotoSerif_400Regular.ttf',
  'noto-serif/700Bold/NotoSerif_700Bold.ttf',
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans/700Bold/NotoSans_700Bold.ttf',
  'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
  'noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf',
];

const { resolve } = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('./layout', import.meta.url));
const layout = readFileSync(join(folder, 'notice.typ'), 'utf8');
const compiler = NodeCompiler.create({
  workspace: folder,
  fontArgs: [{ fontBlobs: faces.map((face) => readFileSync(resolve(`@expo-google-fonts/${face}`))) }],
});

/** Pages of archives, tagged (PDF/A-2a); where a text has letters that no face has, tagged pages without that promise. */
function set({ notice, at }: Setting): Uint8Array {
  const source = { mainFileContent: layout, inputs: { notice } };
  try {
    return compiler.pdf(source, { creationTimestamp: at, pdfStandard: 'a-2a' });
  } catch {
    return compiler.pdf(source, { creationTimestamp: at });
  }
}

parentPort?.on('message', (setting: Setting) => {
  parentPort?.postMessage(answer(setting));
  compiler.evictCache(10);
});

function answer(setting: Setting): SettingDone {
  try {
    return { id: setting.id, pdf: new Uint8Array(set(setting)) };
  } catch (error) {
    return { id: setting.id, error: wordsOf(error) };
  }
}

/** What typst says, without what it quotes: that may be a sender's text, which no journal holds. */
function wordsOf(error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return `${code} ${message}`.replaceAll(/`[^`]*`|"[^"]*"/g, '…').slice(0, 300);
}
