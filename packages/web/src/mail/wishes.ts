import type { MailPreferences } from '@rapport/api';

export const kinds = ['question', 'due', 'yearly', 'notice', 'thread', 'draft', 'keys', 'sign-in'] as const;
export const marks = ['half', 'day', 'two-hours'] as const;
/** Languages in which mails are written. */
export const languages = ['en', 'ru', 'ar'] as const;
export const paces = ['immediate', 'daily', 'weekly'] as const;

/** What a reader begins with: told at once of what needs it, in the language shown, in this device's time zone. */
export function firstWishes(shown: string, zone: string): MailPreferences {
  const language = languages.find((one) => one === shown) ?? 'en';
  return {
    ...{ language, zone, pace: 'immediate', kinds: [...kinds] },
    ...{ marks: ['half', 'day'], measures: [], dimensions: [] },
  };
}

/** Minutes of the day as a field of time shows them, and back; `undefined` for a text that is none. */
export function timeText(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

export function minutesOf(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
