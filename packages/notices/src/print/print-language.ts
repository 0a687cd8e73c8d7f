/** The languages in which a notice can be printed. */
export const printLanguages = ['en', 'ru', 'ar'] as const;

export type PrintLanguage = (typeof printLanguages)[number];

export function isPrintLanguage(language: string): language is PrintLanguage {
  return printLanguages.some((one) => one === language);
}
