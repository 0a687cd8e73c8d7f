/** The languages that the command line speaks. */
export type Language = 'en' | 'ru';

/** One sentence in each language, side by side so that neither is changed alone. */
export type Words = Readonly<Record<Language, string>>;

/**
 * Chooses the language: what `--language` says, else the first of LC_ALL, LC_MESSAGES and LANG that is
 * set, else English. Read before the arguments are parsed, so that complaints about them are in it too.
 */
export function chooseLanguage(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = askedFor(args);
  if (asked !== undefined) return asked === 'ru' ? 'ru' : 'en';
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^ru([_.@-]|$)/i.test(locale) ? 'ru' : 'en';
}

function askedFor(args: readonly string[]): string | undefined {
  const at = args.indexOf('--language');
  if (at >= 0) return args[at + 1];
  return args.find((arg) => arg.startsWith('--language='))?.slice('--language='.length);
}
