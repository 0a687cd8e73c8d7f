/** A language the program speaks: one file of this folder, called by its tag. */
export interface ProgramLanguage {
  readonly tag: LanguageTag;
  /** Its name in itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** The script it is written in, by ISO 15924: `Latn`, `Cyrl`, `Arab`. */
  readonly script: string;
  readonly load: () => Promise<Messages>;
}

/** BCP 47, as the name of the file: `en`, `ru`, `zh-hans`. */
export type LanguageTag = string;

export type Messages = Readonly<Record<string, string>>;

type Loaders = Readonly<Record<string, () => Promise<unknown>>>;

const rightToLeft = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);

/**
 * Makes languages of files. A file `./xx.ts` exports its sentences under any name; its tag gives all else.
 *
 * @param files - how to load each file, by its path
 * @returns the fallback first, then in the order of the tags
 */
export function languagesOf(files: Loaders): readonly ProgramLanguage[] {
  const languages = Object.entries(files).flatMap(([path, load]) => {
    const [, tag] = /\/([a-z]{2,3}(?:-[a-z]{4})?)\.ts$/.exec(path) ?? [];
    return tag === undefined ? [] : [languageOf(tag, async () => messagesIn(await load()))];
  });
  const rank = ({ tag }: ProgramLanguage): string => (tag === fallback ? '' : tag);
  return languages.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function languageOf(tag: LanguageTag, load: () => Promise<Messages>): ProgramLanguage {
  const script = new Intl.Locale(tag).maximize().script ?? 'Latn';
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  const [first = '', ...rest] = name;
  return {
    tag,
    name: first.toLocaleUpperCase(tag) + rest.join(''),
    direction: rightToLeft.has(script) ? 'rtl' : 'ltr',
    script,
    load,
  };
}

function messagesIn(module: unknown): Messages {
  const [messages] = Object.values(module as Record<string, Messages>);
  if (messages === undefined) throw new Error('a file of wording exports nothing');
  return messages;
}

const fallback = 'en';

export const programLanguages: readonly ProgramLanguage[] = languagesOf(
  import.meta.glob(['./??.ts', './???.ts', './??-????.ts']),
);

/** @throws where the program does not speak it */
export function languageBy(tag: LanguageTag): ProgramLanguage {
  const found = programLanguages.find((one) => one.tag === tag);
  if (found === undefined) throw new Error(`no wording in ${tag}`);
  return found;
}

export function isLanguage(value: unknown): value is LanguageTag {
  return programLanguages.some(({ tag }) => tag === value);
}

/** The reader's language: the one kept, else the first the browser asks for, else the first there is. */
export function chooseLanguage(
  kept: string | null,
  asked: readonly string[],
  among: readonly ProgramLanguage[] = programLanguages,
): LanguageTag {
  const wishes = [kept ?? '', ...asked].map((tag) => tag.toLowerCase());
  const found = wishes.flatMap((wish) => {
    const whole = among.find(({ tag }) => tag === wish);
    return whole ?? among.find(({ tag }) => tag === wish.split('-')[0]) ?? [];
  });
  return found[0]?.tag ?? fallback;
}
