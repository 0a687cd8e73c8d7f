import type { Command } from '../command.ts';
import { runNode, serverProgram } from './run-node.ts';

export const serve: Command = {
  name: 'serve',
  says: { en: 'run the server', ru: 'запустить сервер' },
  more: {
    en: 'Settings come from the environment (RAPPORT_PORT, RAPPORT_DATA, ...): see docs/operating.md.\nIt ends on Ctrl-C or SIGTERM, after what is under way.',
    ru: 'Настройки берутся из окружения (RAPPORT_PORT, RAPPORT_DATA, ...): см. docs/operating.md.\nЗавершается по Ctrl-C или SIGTERM, закончив начатое.',
  },
  run: async (_given, context) => {
    const { code } = await runNode(serverProgram('main.ts'), [], 'shown', context);
    return { status: code, lines: [], json: { code } };
  },
};
