import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const source = new URL('../organisations/cica/', import.meta.url).pathname;
const filesWithCodes = ['participants.json', 'dimensions.json', 'bodies.json', 'facts.json'];

interface Participant {
  code: string;
  role: string;
  name: Record<string, string>;
}

/**
 * A copy of CICA's folder with the same measures and with invented states in the places of its members: nobody's acts are
 * made up. @returns where it is; `remove` it
 */
export function inventedOrganisation(): { folder: string; states: string[]; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-invented-'));
  cpSync(source, folder, { recursive: true });
  const { participants } = JSON.parse(readFileSync(join(source, 'participants.json'), 'utf8')) as {
    participants: Participant[];
  };
  const members = participants.filter(({ role }) => role === 'member').map(({ code }) => code);
  const renamed = new Map(
    members.map((code, i) => [code, `Q${String.fromCharCode(65 + (i % 26))}${i < 26 ? '' : i}`]),
  );
  for (const file of filesWithCodes) {
    const text = readFileSync(join(source, file), 'utf8');
    writeFileSync(
      join(folder, file),
      text.replaceAll(/"([A-Z]{2})"/g, (all, code: string) =>
        renamed.has(code) ? `"${renamed.get(code)}"` : all,
      ),
    );
  }
  rename(join(folder, 'participants.json'), new Set(renamed.values()));
  return {
    folder,
    states: [...renamed.values()],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function rename(path: string, codes: ReadonlySet<string>): void {
  const whole = JSON.parse(readFileSync(path, 'utf8')) as { participants: Participant[] };
  for (const one of whole.participants)
    if (codes.has(one.code))
      one.name = { en: `Invented state ${one.code}`, ru: `Вымышленное государство ${one.code}` };
  writeFileSync(path, JSON.stringify(whole));
}
