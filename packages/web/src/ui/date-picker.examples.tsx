import { DatePicker } from './date-picker.tsx';
import type { Examples } from './examples.ts';

const still = (): void => undefined;

export const datePicker: Examples = {
  title: 'A day in the reader’s calendar',
  note: 'The form keeps the Gregorian day, which stands below.',
  examples: ['persian', 'buddhist', 'islamic-umalqura'].map((calendar, number) => ({
    state: number === 0 ? `${calendar}, empty` : calendar,
    draw: ({ id, short }) => (
      <div className="field">
        <span className="label">{short}</span>
        <DatePicker
          id={`${id}-${calendar}`}
          label={short}
          value={number === 0 ? '' : '2027-03-01'}
          calendar={calendar}
          onChange={still}
        />
      </div>
    ),
  })),
};
