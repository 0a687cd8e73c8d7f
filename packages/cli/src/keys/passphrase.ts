import { Unusable } from '../io/outcome.ts';
import type { Surroundings } from '../io/surroundings.ts';

/** Where scripts give the passphrase of a key file; people are asked for it. */
const variable = 'RAPPORT_KEY_PASSPHRASE';
const passphraseMin = 12;

/** The passphrase that opens a key file. @throws Unusable where nobody can be asked */
export function readPassphrase({ environment, askSecret }: Surroundings, path: string): string {
  const given = environment[variable] ?? askSecret(`${path}: `);
  if (given !== undefined) return given;
  throw new Unusable('passphrase', {
    en: `The key ${path} is locked with a passphrase. Start the command at a terminal, or give the passphrase in ${variable}.`,
    ru: `Ключ ${path} закрыт парольной фразой. Запустите команду в терминале или задайте фразу в ${variable}.`,
  });
}

/** A new passphrase, twice the same. @throws Unusable where it is short, differs, or nobody can be asked */
export function choosePassphrase(surroundings: Surroundings): string {
  const chosen = surroundings.environment[variable] ?? askTwice(surroundings);
  if (chosen.length >= passphraseMin) return chosen;
  throw new Unusable('passphrase', {
    en: `A passphrase has ${passphraseMin} characters or more; five or six words that nobody else would put together are good.`,
    ru: `В парольной фразе не меньше ${passphraseMin} знаков; хороши пять-шесть слов, которые никто другой вместе не поставит.`,
  });
}

function askTwice({ askSecret }: Surroundings): string {
  const first = askSecret('Passphrase / Парольная фраза: ');
  if (first === undefined) {
    throw new Unusable('passphrase', {
      en: `The key is to be locked with a passphrase: start the command at a terminal, or give it in ${variable}.`,
      ru: `Ключ закрывается парольной фразой: запустите команду в терминале или задайте фразу в ${variable}.`,
    });
  }
  if (askSecret('Again / Ещё раз: ') === first) return first;
  throw new Unusable('passphrase', {
    en: 'The two passphrases differ. Nothing was written; please start again.',
    ru: 'Парольные фразы не совпали. Ничего не записано; начните сначала.',
  });
}
