import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { encodeVerifierKey, isKeyName, isLogKey, parseVerifierKey } from '@rapport/record';
import type { Command, CommandOption } from '../command.ts';
import { writeNewFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { fingerprintOf } from '../keys/key-file.ts';
import { serveWitness } from './serve-witness.ts';
import { Witness } from './witness.ts';
import { addTrustedKey, lockFolder, readLogs, readTrustedKeys } from './witness-folder.ts';
import { encodeWitnessKey, readWitnessKey, witnessVerifierKey } from './witness-key.ts';

const folderOption: CommandOption = {
  flags: '--folder <folder>',
  says: { en: "the witness's folder", ru: 'папка свидетеля' },
  byDefault: 'witness',
};

export const witnessInit: Command = {
  name: 'witness init',
  says: { en: "make a witness's folder and its key", ru: 'создать папку свидетеля и его ключ' },
  options: [
    {
      flags: '--name <name>',
      needed: true,
      says: {
        en: 'name of the witness, such as witness.example/xa',
        ru: 'имя свидетеля, например witness.example/xa',
      },
    },
    folderOption,
  ],
  more: {
    en: "Whoever runs a log names the witness in its policy by the verifier key printed. The key file is readable by\nyou alone; the folder is the witness's memory: never run a copy of it, never restore an older one.",
    ru: 'Кто ведёт журнал, указывает свидетеля в своих правилах доверия по показанному проверочному ключу. Файл ключа\nдоступен только вам; папка — память свидетеля: не запускайте её копию и не возвращайте старую.',
  },
  run: runInit,
};

export const witnessTrust: Command = {
  name: 'witness trust',
  says: { en: 'watch over a log, by its verifier key', ru: 'следить за журналом по его проверочному ключу' },
  args: [
    {
      form: '<vkey>',
      says: {
        en: "the log's verifier key, got another way",
        ru: 'проверочный ключ журнала, полученный другим путём',
      },
    },
  ],
  options: [folderOption],
  run: runTrust,
};

export const witnessRun: Command = {
  name: 'witness run',
  says: { en: 'run the witness', ru: 'запустить свидетеля' },
  options: [
    folderOption,
    {
      flags: '--listen <address>',
      says: { en: 'address and port to listen on', ru: 'адрес и порт' },
      byDefault: '127.0.0.1:8430',
    },
  ],
  more: {
    en: 'It answers logs (C2SP tlog-witness) over HTTP: put a proxy with a certificate before it. It ends on Ctrl-C or\nSIGTERM. What a log signed that cannot both be true is kept in the folder "evidence": rapport verify FILE.',
    ru: 'Отвечает журналам (C2SP tlog-witness) по HTTP: поставьте перед ним прокси с сертификатом. Завершается по Ctrl-C\nили SIGTERM. Если журнал подписал несовместимое, это хранится в папке evidence: rapport verify ФАЙЛ.',
  },
  run: runRun,
};

async function runInit(given: Given, context: Context): Promise<Outcome> {
  const name = given.needed('name');
  const folder = given.needed('folder');
  if (!isKeyName(name))
    throw new Unusable('key-name', {
      en: `--name ${JSON.stringify(name)} cannot be the name of a key: no spaces, no plus sign.`,
      ru: `--name ${JSON.stringify(name)} не может быть именем ключа: без пробелов и знака плюс.`,
    });
  mkdirSync(resolve(context.folder, folder), { recursive: true, mode: 0o700 });
  const seed = context.random(32);
  writeNewFile(context, join(folder, 'key'), encodeWitnessKey(name, seed), 0o600);
  const key = witnessVerifierKey(name, seed);
  const verifier = encodeVerifierKey(key);
  return {
    status: 0,
    lines: [
      `${context.say({ en: 'Verifier key:', ru: 'Проверочный ключ:' })} ${verifier}`,
      `${context.say({ en: 'Fingerprint: ', ru: 'Отпечаток:      ' })} ${fingerprintOf(key)}`,
    ],
    json: { name, key: verifier, fingerprint: fingerprintOf(key) },
  };
}

async function runTrust(given: Given, context: Context): Promise<Outcome> {
  const folder = given.needed('folder');
  const [line = ''] = given.args;
  const parsed = parseVerifierKey(line);
  if (!parsed.ok || !isLogKey(parsed.value, parsed.value.name))
    throw new Unusable('log-key', {
      en: `${printable(line)} is not the verifier key of a log: NAME+ID+KEY, as the log publishes it.`,
      ru: `${printable(line)} — не проверочный ключ журнала: ИМЯ+ID+КЛЮЧ, как его публикует журнал.`,
    });
  readWitnessKey(context, folder);
  const { name } = parsed.value;
  const known = readTrustedKeys(context, folder).map(encodeVerifierKey);
  if (!known.includes(line)) withLock(context, folder, () => addTrustedKey(context, folder, name, line));
  return {
    status: 0,
    lines: [
      context.say({
        en: `The witness watches over ${printable(name)} from its next start.`,
        ru: `Свидетель следит за ${printable(name)} со следующего запуска.`,
      }),
    ],
    json: { log: name, fingerprint: fingerprintOf(parsed.value) },
  };
}

function withLock(context: Context, folder: string, work: () => void): void {
  const lock = lockFolder(resolve(context.folder, folder));
  try {
    work();
  } finally {
    lock.release();
  }
}

async function runRun(given: Given, context: Context): Promise<Outcome> {
  const folder = given.needed('folder');
  const { host, port } = parseListen(given.needed('listen'));
  const key = readWitnessKey(context, folder);
  const path = resolve(context.folder, folder);
  const lock = lockFolder(path);
  try {
    const logs = await readLogs(context, folder, key.key);
    const tellEvidence = (file: string, strength: 'contradiction' | 'suspicion'): void =>
      context.note(strength === 'contradiction' ? contradictionWords(file) : suspicionWords(file));
    const witness = new Witness({ key, logs, folder: path, now: context.now, tellEvidence });
    const listening = await serveWitness(witness, host, port, (error) => context.note(errorWords(error)));
    const watched = logs.map(({ origin }) => printable(origin)).join(', ');
    context.note({
      en: `The witness ${key.key.name} is ready at ${listening.url}; logs: ${watched || 'none'}`,
      ru: `Свидетель ${key.key.name} готов: ${listening.url}; журналы: ${watched || 'нет'}`,
    });
    await untilStopped();
    await listening.close();
    return { status: 0, lines: [], json: { stopped: true } };
  } finally {
    lock.release();
  }
}

function parseListen(text: string): { host: string; port: number } {
  const [, v6, v4, port = ''] = /^(?:\[([0-9a-f:]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = v6 ?? v4;
  if (host !== undefined && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new Unusable('listen-address', {
    en: `--listen ${printable(text)} is not an address and a port, such as 127.0.0.1:8430.`,
    ru: `--listen ${printable(text)} — не адрес с портом, например 127.0.0.1:8430.`,
  });
}

function untilStopped(): Promise<void> {
  return new Promise((resolve_) => {
    process.once('SIGINT', () => resolve_()).once('SIGTERM', () => resolve_());
  });
}

const contradictionWords = (file: string) => ({
  en: `A log signed two checkpoints that cannot both be true. Both are kept in ${file}; see them with "rapport verify ${file}" and tell the others.`,
  ru: `Журнал подписал две контрольные точки, которые не могут быть верны обе. Они сохранены в ${file}; посмотрите: «rapport verify ${file}» — и сообщите остальным.`,
});

const suspicionWords = (file: string) => ({
  en: `A checkpoint came with a wrong proof. That may be the sender's fault: it is kept in ${file} and proves nothing by itself.`,
  ru: `Контрольная точка пришла с неверным доказательством. Возможно, ошибся отправитель: она сохранена в ${file} и сама по себе ничего не доказывает.`,
});

const errorWords = (error: unknown) => {
  const reason = printable(error instanceof Error ? error.message : String(error));
  return {
    en: `A request was not answered: ${reason}. Nothing was cosigned.`,
    ru: `Запрос остался без ответа: ${reason}. Ничего не подписано.`,
  };
};
