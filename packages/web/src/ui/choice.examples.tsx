import { Checkboxes, List, Radios } from '../filing/choice-fields.tsx';
import type { Examples } from './examples.ts';

const still = (): void => undefined;
const optionsOf = (names: readonly string[]) => names.map((title, i) => ({ value: String(i), title }));

export const choice: Examples = {
  title: 'Choice',
  examples: [
    {
      state: 'one of few',
      draw: ({ id, short, names }) => (
        <div className="field">
          <fieldset>
            <legend>{short}</legend>
            <Radios id={`${id}-radio`} options={optionsOf(names.slice(0, 3))} value="1" onChange={still} />
          </fieldset>
        </div>
      ),
    },
    {
      state: 'several, one of them settled',
      draw: ({ id, short, names }) => (
        <div className="field">
          <fieldset>
            <legend>{short}</legend>
            <Checkboxes
              id={`${id}-check`}
              options={optionsOf(names)}
              values={['0', '2']}
              locked={['0']}
              className="columns"
              onChange={still}
            />
          </fieldset>
        </div>
      ),
    },
    {
      state: 'one of more',
      draw: ({ id, short, names }) => (
        <div className="field">
          <label htmlFor={`${id}-list`}>{short}</label>
          <List
            id={`${id}-list`}
            options={optionsOf(names)}
            value="2"
            described={undefined}
            onChange={still}
          />
        </div>
      ),
    },
  ],
};
