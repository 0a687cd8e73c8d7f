import type { Option } from '@rapport/measures';
import { lazy, Suspense, useState } from 'react';
import { useEntries } from '../exchange/lists.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { readersCalendar } from '../ui/courtesy-date.ts';
import { useDisplay } from '../ui/display.ts';
import { useWords } from '../wording/use-words.ts';
import { type Answer, answerAt, withAnswer } from './answers.ts';
import { Checkboxes, isOpenChoice, Radios, Select } from './choice-fields.tsx';
import type { FieldProps } from './form-fields.tsx';
import { instantAt, wallClockOf } from './zoned-time.ts';

interface ControlProps extends FieldProps {
  readonly id: string;
  readonly described: string | undefined;
}

/** The control that a field of each kind is filled with. */
export function Control(props: ControlProps) {
  const { field, at, sheet, id, described } = props;
  const { t } = useWords();
  const participants = useParticipantOptions();
  const answer = answerAt(sheet.answers, at);
  const put = (value: Answer | undefined): void => sheet.change(withAnswer(sheet.answers, at, value));
  const text = typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '';
  const one = { id, described, label: field.title, value: text === '' ? undefined : text, onChange: put };
  const some = { id, values: Array.isArray(answer) ? answer.map(String) : [], onChange: put };
  switch (field.kind) {
    case 'text':
      return (
        <textarea
          id={id}
          dir="auto"
          className="input"
          aria-describedby={described}
          value={text}
          onChange={(e) => put(e.target.value)}
        />
      );
    case 'one-of':
      return isOpenChoice(field.options) ? (
        <Radios {...one} options={field.options} />
      ) : (
        <Select {...one} options={field.options} />
      );
    case 'yes-no':
      return (
        <Radios
          id={id}
          options={[
            { value: 'yes', title: t('form.yes') },
            { value: 'no', title: t('form.no') },
          ]}
          value={answer === true ? 'yes' : answer === false ? 'no' : undefined}
          onChange={(value) => put(value === 'yes')}
        />
      );
    case 'participant':
      return <Select {...one} options={participants} />;
    case 'entry':
      return <Entry {...one} list={field.list} />;
    case 'attachment':
      return (
        <>
          <Select
            {...one}
            options={sheet.files.map(({ sha256, name }) => ({ value: sha256, title: name }))}
          />
          {sheet.files.length === 0 && (
            <p className="small">
              <a href="#files">{t('files.first')}</a>
            </p>
          )}
        </>
      );
    case 'some-participants':
      return <Checkboxes {...some} options={participants} className="columns" />;
    case 'some-of':
      return <Checkboxes {...some} options={field.options} />;
    case 'date':
      return <Day {...props} text={text} put={put} />;
    case 'date-time':
      return <DateTime {...props} text={text} put={put} />;
    default:
      return <Line {...props} text={text} put={put} />;
  }
}

const inputOf = {
  integer: { type: 'text', inputMode: 'numeric', dir: 'ltr' },
  decimal: { type: 'text', inputMode: 'decimal', dir: 'ltr' },
  date: { type: 'date' },
  email: { type: 'email', autoComplete: 'off', dir: 'ltr' },
  uri: { type: 'url', dir: 'ltr' },
  line: { type: 'text', dir: 'auto' },
} as const;

type Writing = ControlProps & { text: string; put: (value: Answer | undefined) => void };

const DatePicker = lazy(async () => ({ default: (await import('../ui/date-picker.tsx')).DatePicker }));

/** A day: the browser's own field, or one in the reader's calendar, where that is not the Gregorian one. */
function Day(props: Writing) {
  const { field, id, described, text, put } = props;
  const { calendar: wish } = useDisplay();
  const calendar = readersCalendar(wish, navigator.language);
  if (calendar === undefined) return <Line {...props} />;
  return (
    <Suspense fallback={<Line {...props} />}>
      <DatePicker
        id={id}
        label={field.title}
        value={text}
        calendar={calendar}
        described={described}
        onChange={put}
      />
    </Suspense>
  );
}

/** Everything that is written on one line. */
function Line({ field, id, described, text, put }: Writing) {
  const input = Object.entries(inputOf).find(([kind]) => kind === field.kind)?.[1] ?? inputOf.line;
  const isShort = ['integer', 'decimal', 'date'].includes(field.kind);
  return (
    <span className="with-unit">
      <input
        {...input}
        id={id}
        className={isShort ? 'input short' : 'input'}
        aria-describedby={described}
        value={text}
        onChange={(event) => put(event.target.value)}
      />
      {field.unit !== undefined && <span>{field.unit}</span>}
    </span>
  );
}

/** A day and time with the zone it is meant in: the sender's capital, or UTC. */
function DateTime({ id, text, put, sheet }: Writing) {
  const { t } = useWords();
  const [zone, setZone] = useState(sheet.zone);
  const at = Date.parse(text);
  const [wall, setWall] = useState(Number.isNaN(at) ? '' : wallClockOf(at, zone));
  const tell = (nextWall: string, nextZone: string): void => {
    setWall(nextWall);
    setZone(nextZone);
    put(instantAt(nextWall, nextZone) ?? (nextWall === '' ? undefined : nextWall));
  };
  return (
    <span className="with-unit">
      <input
        id={`${id}-first`}
        type="datetime-local"
        className="input short"
        aria-label={t('form.date-time')}
        value={wall}
        onChange={(event) => tell(event.target.value, zone)}
      />
      <select
        className="input short"
        aria-label={t('form.zone')}
        value={zone}
        onChange={(event) => tell(wall, event.target.value)}
      >
        {[...new Set([sheet.zone, 'UTC'])].map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </span>
  );
}

/** A code of one of the organisation's lists, by its name. */
function Entry({ list, ...one }: { list: string } & Omit<Parameters<typeof Select>[0], 'options'>) {
  return <Select {...one} options={useEntries(list)} />;
}

/** Every participant, in the order of the language shown. */
export function useParticipantOptions(): Option[] {
  const names = useNames();
  const codes = useOrganisation().participants.map(({ code }) => code);
  return names.sorted(codes).map((code) => ({ value: code, title: names.participant(code) }));
}
