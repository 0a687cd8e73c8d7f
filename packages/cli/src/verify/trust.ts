import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { sentenceOf } from '@rapport/notices';
import {
  encodeUtf8,
  type Policy,
  type PolicyLog,
  parseCheckpoint,
  parseNote,
  parsePolicy,
  parseUtf8,
  parseVerifierKey,
} from '@rapport/record';
import { readGivenFile } from '../io/files.ts';
import type { Given } from '../io/given.ts';
import { Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';

/**
 * The keys that the reader trusts: a policy file, else keys given one by one, else the policy that a
 * server on this machine wrote into its data folder. Never anything that comes with what is verified.
 *
 * @param checkpoint - of the target, untrusted: only shown to the reader, to say which key is missing
 * @throws Unusable where no key was given
 */
export function readTrust(given: Given, checkpoint: string, context: Context): Policy {
  const path = given.text('policy');
  if (path !== undefined) return readPolicy(path, context);
  const keys = given.list('logKey');
  if (keys.length > 0) return { logs: keys.map(parseLogKey), witnesses: [], groups: [], quorum: 'none' };
  const own = ownPolicyPath(context);
  if (!existsSync(resolve(context.folder, own))) throw noTrust(checkpoint, context);
  context.note({
    en: `Trusted keys: those in ${own}, written by the server on this machine.`,
    ru: `Доверенные ключи — из ${own}; файл записал сервер на этой машине.`,
  });
  return readPolicy(own, context);
}

function ownPolicyPath({ environment }: Context): string {
  return `${environment['RAPPORT_DATA'] || 'data'}/policy`;
}

function readPolicy(path: string, context: Context): Policy {
  const parsed = parsePolicy(parseUtf8(readGivenFile(context, path, 1024 * 1024)) ?? '\u0000');
  if (parsed.ok) return parsed.value;
  const [en, ru] = (['en', 'ru'] as const).map((language) =>
    sentenceOf(language, parsed.code, parsed.detail),
  );
  throw new Unusable('policy', {
    en: `The policy ${path} cannot be used. ${en}`,
    ru: `Правила доверия ${path} нельзя использовать. ${ru}`,
  });
}

function parseLogKey(text: string): PolicyLog {
  const key = parseVerifierKey(text);
  if (key.ok && key.value.type !== 'ed25519-cosignature') return { key: key.value };
  throw new Unusable('log-key', {
    en: `${printable(text)} is not the verifier key of a log: NAME+ID+KEY, as the log publishes it.`,
    ru: `${printable(text)} — не проверочный ключ журнала: ИМЯ+ID+КЛЮЧ, как его публикует журнал.`,
  });
}

/** The log that a checkpoint says it is of, and the keys its lines name. Never a reason to trust. */
export function namedKeys(checkpoint: string): { origin?: string; keys: string[] } {
  const note = parseNote(encodeUtf8(checkpoint));
  const parsed = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!note.ok || !parsed.ok) return { keys: [] };
  const { origin } = parsed.value;
  const lines = note.value.signatures.filter(({ name }) => name === origin);
  return { origin, keys: lines.map(({ name, keyId }) => `${name} ${keyId}`) };
}

function noTrust(checkpoint: string, context: Context): Unusable {
  const { origin = '?', keys } = namedKeys(checkpoint);
  const own = ownPolicyPath(context);
  const list = keys.map((key) => `\n  ${printable(key)}`).join('');
  return new Unusable(
    'no-trusted-key',
    {
      en: `Nothing was checked: no key of the log ${printable(origin)} is trusted here. There is neither --policy nor --log-key nor ${own}.\nIt names itself as signed by these keys (name, key ID), which proves nothing yet:${list}\nGet the log's verifier keys another way (from the secretariat, on paper, from another ministry), see that name and key ID are the same, and give each with --log-key NAME+ID+KEY, or all in a policy file with --policy FILE.`,
      ru: `Ничего не проверено: нет доверенного ключа журнала ${printable(origin)}. Не указаны ни --policy, ни --log-key, и нет ${own}.\nВ самом файле названы такие ключи (имя, ID ключа); это ещё ничего не доказывает:${list}\nПолучите проверочные ключи журнала другим путём (от секретариата, на бумаге, от другого министерства), сверьте имя и ID и укажите каждый через --log-key ИМЯ+ID+КЛЮЧ или все в файле через --policy ФАЙЛ.`,
    },
    { log: origin, keys },
  );
}

/** The trusted keys of one log, by name and key ID, for programs to keep with the verdict. */
export function trustedKeys(policy: Policy, origin: string | undefined): string[] {
  const logs = policy.logs.filter(({ key }) => key.name === origin);
  return logs.map(({ key }) => `${key.name} ${key.keyId}`);
}
