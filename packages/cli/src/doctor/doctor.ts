import type { Command } from '../command.ts';
import type { Words } from '../io/language.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { runNode, serverProgram } from '../serve/run-node.ts';
import { version } from '../version.ts';

export const doctor: Command = {
  name: 'doctor',
  says: { en: 'look whether this installation is sound', ru: 'проверить, исправна ли эта установка' },
  more: {
    en: 'Reads only. Settings are those of "rapport serve", from the environment; a built-in database that does\nnot run is started for the look and stopped again.',
    ru: 'Только чтение. Настройки те же, что у «rapport serve», из окружения; встроенная база данных, если она не\nработает, запускается на время проверки и снова останавливается.',
  },
  run: async (_given, context) => present(await examine(context), context),
};

/** One line of the server's own examination. */
interface DoctorCheck {
  readonly id: string;
  readonly ok: boolean;
  readonly seen?: string;
  readonly sentence?: string;
  readonly reached?: false;
}

/** The part that needs the database is the server's: it runs as a program of its own and prints JSON. */
async function examine(context: Context): Promise<readonly DoctorCheck[]> {
  const { code, printed } = await runNode(serverProgram('doctor/main.ts'), [], 'kept', context);
  const answer = parseAnswer(printed);
  if (code === 0 && answer !== undefined) return answer.checks;
  throw new Unusable('doctor', {
    en: `The examination ended with status ${code} before it had an answer; its reason is above.`,
    ru: `Проверка завершилась с кодом ${code}, не дав ответа; причина указана выше.`,
  });
}

function parseAnswer(printed: string): { checks: readonly DoctorCheck[] } | undefined {
  try {
    return JSON.parse(printed) as { checks: readonly DoctorCheck[] };
  } catch {
    return undefined;
  }
}

function present(checks: readonly DoctorCheck[], { say }: Context): Outcome {
  const bad = checks.filter(({ ok }) => !ok).length;
  const lines = checks.flatMap((check) => checkLines(check, say));
  const verdict = say(
    bad === 0
      ? { en: `Sound. Rapport ${version}.`, ru: `Всё исправно. Rapport ${version}.` }
      : {
          en: `To mend: ${bad} of ${checks.length}. Rapport ${version}.`,
          ru: `Исправить: ${bad} из ${checks.length}. Rapport ${version}.`,
        },
  );
  return { status: bad === 0 ? 0 : 1, lines: [...lines, verdict], json: { version, checks } };
}

function checkLines({ id, ok, seen, sentence, reached }: DoctorCheck, say: Context['say']): string[] {
  const state = say(states[ok ? 'ok' : reached === false ? 'not-reached' : 'failed']);
  const title = say(titles[id] ?? { en: id, ru: id });
  const line = `${state}  ${title}${seen === undefined ? '' : ` (${printable(seen)})`}`;
  return sentence === undefined ? [line] : [line, `               ${printable(sentence)}`];
}

const states = {
  ok: { en: 'ok         ', ru: 'верно       ' },
  failed: { en: 'FAILED     ', ru: 'НЕВЕРНО     ' },
  'not-reached': { en: 'not reached', ru: 'не проверено' },
} satisfies Readonly<Record<string, Words>>;

const titles: Readonly<Record<string, Words>> = {
  settings: { en: 'settings', ru: 'настройки' },
  node: { en: 'Node', ru: 'Node' },
  'data-folder': { en: 'data folder', ru: 'папка данных' },
  'data-format': { en: 'format of the data', ru: 'формат данных' },
  disk: { en: 'free space', ru: 'свободное место' },
  organisation: { en: "organisation's folder and number of measures", ru: 'папка организации и число мер' },
  'log-key': { en: 'log key', ru: 'ключ журнала' },
  database: { en: 'database', ru: 'база данных' },
  migrations: { en: 'migrations of the database', ru: 'обновления базы данных' },
  identity: {
    en: 'log key and database belong together',
    ru: 'ключ журнала и база данных соответствуют друг другу',
  },
  head: {
    en: "head of the log, its tiles, newest checkpoint's root",
    ru: 'вершина журнала, хеши и корень контрольной точки',
  },
  entries: { en: 'root made anew from every entry', ru: 'корень, заново вычисленный по всем записям' },
  checkpoint: {
    en: 'newest checkpoint under the log key',
    ru: 'последняя контрольная точка подписана ключом журнала',
  },
  clock: {
    en: "clock, not before the log's newest entry",
    ru: 'часы не отстают от последней записи журнала',
  },
};
