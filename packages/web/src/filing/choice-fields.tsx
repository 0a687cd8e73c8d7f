import type { Option } from '@rapport/measures';
import { lazy, Suspense } from 'react';
import { useWords } from '../wording/use-words.ts';

/** Up to this many options stand open as radio buttons; more go into a list to open. */
const openOptionsMax = 6;

/** From so many options on, one searches rather than looks through. */
const searchedOptionsMin = 16;

const Combobox = lazy(async () => ({ default: (await import('../ui/combobox.tsx')).Combobox }));

interface ChoiceProps {
  readonly id: string;
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly described: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Whether a choice is drawn as several buttons, which need a group around them. */
export function isOpenChoice(options: readonly Option[]): boolean {
  return options.length <= openOptionsMax;
}

export function Radios({ id, options, value, onChange }: Omit<ChoiceProps, 'described'>) {
  return (
    <div className="choices">
      {options.map((option, number) => (
        <div className="choice" key={option.value}>
          <input
            type="radio"
            id={number === 0 ? `${id}-first` : `${id}-${number}`}
            name={id}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <label htmlFor={number === 0 ? `${id}-first` : `${id}-${number}`}>{option.title}</label>
        </div>
      ))}
    </div>
  );
}

/**
 * One of several: the browser's own list, or, where it would be long, one that can be searched.
 *
 * @param label - what the field is called, which a search says itself; absent: always the browser's list
 */
export function Select({ label, ...props }: ChoiceProps & { readonly label?: string }) {
  const list = <List {...props} />;
  if (label === undefined || props.options.length < searchedOptionsMin) return list;
  return (
    <Suspense fallback={list}>
      <Combobox {...props} label={label} />
    </Suspense>
  );
}

export function List({ id, options, value, described, onChange }: ChoiceProps) {
  const { t } = useWords();
  return (
    <select
      id={id}
      className="input"
      aria-describedby={described}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    >
      <option value="">{t('form.choose')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ))}
    </select>
  );
}

export function Checkboxes(props: {
  id: string;
  options: readonly Option[];
  values: readonly string[];
  locked?: readonly string[];
  className?: string;
  onChange: (values: string[]) => void;
}) {
  const { id, options, values, locked = [], className = '', onChange } = props;
  const toggle = (value: string): void =>
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return (
    <div className={`choices ${className}`.trim()}>
      {options.map((option) => (
        <div className="choice" key={option.value}>
          <input
            type="checkbox"
            id={`${id}-${option.value}`}
            checked={values.includes(option.value)}
            disabled={locked.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <label htmlFor={`${id}-${option.value}`}>{option.title}</label>
        </div>
      ))}
    </div>
  );
}
