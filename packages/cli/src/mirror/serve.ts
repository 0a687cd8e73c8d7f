import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { MirrorFeed } from '@rapport/api';
import { encodeBase64, encodePolicy, type Policy, parseUtf8 } from '@rapport/record';
import type { Command } from '../command.ts';
import type { Given } from '../io/given.ts';
import { trustOptions } from '../io/options.ts';
import type { Outcome } from '../io/outcome.ts';
import type { Context } from '../io/surroundings.ts';
import { endOf, serverProgram } from '../serve/run-node.ts';
import { outcomeOf } from '../verify/report.ts';
import type { About } from './about.ts';
import { checkMirror, type MirrorListener } from './check-mirror.ts';
import type { SoundBundle } from './walk.ts';

export const mirrorServe: Command = {
  name: 'mirror serve',
  says: {
    en: 'check a mirror and show it, with the same pages, to this machine',
    ru: 'проверить зеркало и показать его на этой машине в тех же страницах',
  },
  args: [{ form: '<folder>', says: { en: 'folder of the mirror', ru: 'папка зеркала' } }],
  options: [
    ...trustOptions,
    {
      flags: '--mirror-key <vkey>',
      says: {
        en: 'verifier key of the mirror, which also proves that nothing was dropped from it',
        ru: 'проверочный ключ зеркала: с ним видно и то, что из зеркала ничего не изъято',
      },
    },
    {
      flags: '--port <number>',
      byDefault: '8421',
      says: {
        en: 'port on this machine; 0 takes any free one',
        ru: 'порт на этой машине; 0 — любой свободный',
      },
    },
    {
      flags: '--organisation <folder>',
      says: {
        en: 'folder of the organisation whose record it is; without it, that of the checkout',
        ru: 'папка организации, чей это журнал; иначе — из поставки',
      },
    },
  ],
  more: {
    en: 'Nothing is shown before all of it was verified. It takes nothing in, listens on this machine only, and shows\nwhat it held when it was started: start it again after "rapport mirror" has brought it up to date.',
    ru: 'До полной проверки ничего не показывается. Зеркало ничего не принимает, доступно только с этой машины и показывает\nто, что было в нём при запуске: после обновления («rapport mirror») запустите его снова.',
  },
  run: serve,
};

async function serve(given: Given, context: Context): Promise<Outcome> {
  const folder = resolve(context.folder, given.args[0] ?? '');
  const server = new MirrorServer(folder, environmentOf(given, context));
  try {
    const report = await checkMirror(folder, given, context, server);
    const outcome = outcomeOf(report, context);
    if (outcome.status !== 0) return outcome;
    context.note({ en: report.proved, ru: report.proved });
    await server.tell({ kind: 'end' });
  } finally {
    server.endFeed();
  }
  const code = await server.ended();
  return { status: code, lines: [], json: { code } };
}

/** The process that serves, told of each part as it is found sound; it listens only once it was told all. */
class MirrorServer implements MirrorListener {
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #ended: Promise<number> | undefined;

  constructor(folder: string, environment: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#environment = environment;
  }

  async head(checkpoint: Uint8Array, policy: Policy, { reader, key }: About): Promise<void> {
    const program = serverProgram('mirror/main.ts');
    this.#child = spawn(process.execPath, ['--no-warnings', program, this.#folder], {
      env: this.#environment,
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    this.#child.stdin?.on('error', () => undefined); // it has ended: its own words say why
    this.#ended = endOf(this.#child);
    await this.tell({
      ...{ kind: 'head', reader, checkpoint: parseUtf8(checkpoint) ?? '', policy: encodePolicy(policy) },
      ...(key === undefined ? {} : { name: key.name }),
    });
  }

  bundle({ index, width, bundle, notices }: SoundBundle): Promise<void> {
    return this.tell({ kind: 'bundle', index, width, bundle: encodeBase64(bundle), notices });
  }

  attachment(sha256: string, bytes: Uint8Array): Promise<void> {
    return this.tell({ kind: 'attachment', sha256, bytes: encodeBase64(bytes) });
  }

  /** Waits for a reader that is behind; where it has ended there is nobody to wait for. */
  async tell(part: MirrorFeed): Promise<void> {
    const stdin = this.#child?.stdin;
    if (!stdin || stdin.destroyed || stdin.write(`${JSON.stringify(part)}\n`)) return;
    await Promise.race([once(stdin, 'drain'), once(stdin, 'close')]).catch(() => undefined);
  }

  endFeed(): void {
    this.#child?.stdin?.end();
  }

  async ended(): Promise<number> {
    return (await this.#ended) ?? 1;
  }
}

/** Settings that say how a mirror is shown; those of a server that takes in are none of them. */
function environmentOf(given: Given, { environment, folder }: Context): NodeJS.ProcessEnv {
  const kept = ['RAPPORT_ORGANISATION', 'RAPPORT_LOG_LEVEL'];
  const own = Object.entries(environment).filter(
    ([name]) => !name.startsWith('RAPPORT_') || kept.includes(name),
  );
  const organisation = given.text('organisation');
  return {
    RAPPORT_LOG_LEVEL: 'error',
    ...Object.fromEntries(own),
    RAPPORT_PORT: given.needed('port'),
    ...(organisation === undefined ? {} : { RAPPORT_ORGANISATION: resolve(folder, organisation) }),
  };
}
