import type { ReactNode } from 'react';

/** A component in one of its states, drawn twice on the page of examples: left to right, and right to left. */
export interface Example {
  /** The state: normal, focus, disabled, busy, error, empty, long text. */
  readonly state: string;
  /** @param words - texts of the direction; `id` sets this drawing's ids apart from the other's */
  readonly draw: (words: ExampleWords) => ReactNode;
}

/** A component's examples, kept beside it as `<component>.examples.tsx`. */
export interface Examples {
  readonly title: string;
  /** What the states do not show by standing there, such as what hovering does. */
  readonly note?: string;
  readonly examples: readonly Example[];
}

/** Invented texts in one direction. */
export interface ExampleWords {
  readonly id: string;
  readonly short: string;
  readonly sentence: string;
  readonly long: string;
  readonly names: readonly string[];
}

export const exampleWords: Readonly<Record<'ltr' | 'rtl', Omit<ExampleWords, 'id'>>> = {
  ltr: {
    short: 'Works in a fairway',
    sentence: 'The fairway is narrowed from the first day to the last.',
    long: 'Notification of works that narrow a fairway between two light stations over more than one season, with an acknowledgement by each participant whose ships pass through it',
    names: ['Almara', 'Berida', 'Cassun', 'Dorvane', 'Eloria'],
  },
  rtl: {
    short: 'أعمال في ممر ملاحي',
    sentence: 'يضيق الممر الملاحي من اليوم الأول حتى اليوم الأخير.',
    long: 'إشعار بأعمال تضيّق ممرًا ملاحيًا بين منارتين على مدى أكثر من موسم واحد، مع إقرار بالاستلام من كل مشارك تعبر سفنه هذا الممر',
    names: ['ألمارا', 'بريدا', 'كاسون', 'دورفان', 'إلوريا'],
  },
};
