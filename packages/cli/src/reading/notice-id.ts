import { Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';

/** The id of a notice as a person gave it. @throws Unusable for what can be none */
export function parseId(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new Unusable('notice-id', {
    en: `${printable(text)} is not the id of a notice: it has 64 digits, 0 to 9 and a to f.`,
    ru: `${printable(text)} — не идентификатор уведомления: в нём 64 знака, от 0 до 9 и от a до f.`,
  });
}
