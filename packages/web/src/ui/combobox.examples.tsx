import { Combobox } from './combobox.tsx';
import type { Examples } from './examples.ts';

const still = (): void => undefined;
const optionsOf = (names: readonly string[]) =>
  Array.from({ length: 40 }, (_, i) => ({ value: String(i), title: `${names[i % names.length]} ${i + 1}` }));

export const combobox: Examples = {
  title: 'Choice with a search',
  examples: [
    {
      state: 'empty',
      draw: ({ id, short, names }) => (
        <div className="field">
          <label htmlFor={`${id}-search`}>{short}</label>
          <Combobox
            id={`${id}-search`}
            label={short}
            options={optionsOf(names)}
            value={undefined}
            onChange={still}
          />
        </div>
      ),
    },
    {
      state: 'chosen, long text',
      draw: ({ id, short, long }) => (
        <div className="field">
          <label htmlFor={`${id}-chosen`}>{short}</label>
          <Combobox
            id={`${id}-chosen`}
            label={short}
            options={[{ value: 'a', title: long }]}
            value="a"
            onChange={still}
          />
        </div>
      ),
    },
    {
      state: 'disabled',
      draw: ({ id, short, names }) => (
        <div className="field">
          <label htmlFor={`${id}-off`}>{short}</label>
          <Combobox
            id={`${id}-off`}
            label={short}
            options={optionsOf(names)}
            value="1"
            disabled
            onChange={still}
          />
        </div>
      ),
    },
  ],
};
