/** A language the program speaks. `direction` is that of its script. */
export interface ProgramLanguage {
  readonly tag: LanguageTag;
  /** Its name in itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
}

export type LanguageTag = 'en' | 'ru' | 'ar';

export const programLanguages: readonly ProgramLanguage[] = [
  { tag: 'en', name: 'English', direction: 'ltr' },
  { tag: 'ru', name: 'Русский', direction: 'ltr' },
  { tag: 'ar', name: 'العربية', direction: 'rtl' },
];

export function isLanguage(value: unknown): value is LanguageTag {
  return programLanguages.some(({ tag }) => tag === value);
}

/** The reader's language: the one kept, else the first the browser asks for, else the first there is. */
export function chooseLanguage(kept: string | null, asked: readonly string[]): LanguageTag {
  const wishes = [kept ?? '', ...asked].map((tag) => tag.toLowerCase().split('-')[0]);
  const found = wishes.flatMap((wish) => programLanguages.filter(({ tag }) => tag === wish))[0];
  return found?.tag ?? 'en';
}
