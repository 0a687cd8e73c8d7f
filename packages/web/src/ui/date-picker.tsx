import './press-style.ts';
import { GregorianCalendar, parseDate, toCalendar } from '@internationalized/date';
import { formatDay, localeOf } from '@rapport/measures';
import { Button } from 'react-aria-components/Button';
import { Calendar, CalendarCell, CalendarGrid, CalendarHeading } from 'react-aria-components/Calendar';
import { DateInput, DateSegment } from 'react-aria-components/DateField';
import { DatePicker as Picker } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Popover } from 'react-aria-components/Popover';
import { useWords } from '../wording/use-words.ts';

interface DatePickerProps {
  readonly id: string;
  readonly label: string;
  /** `YYYY-MM-DD` of the Gregorian calendar, as the form keeps it. */
  readonly value: string;
  /** The calendar the reader reckons in, such as `persian`. */
  readonly calendar: string;
  readonly described?: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A day, chosen in the reader's own calendar and kept in the Gregorian one, which is shown beside it. */
export function DatePicker({ id, label, value, calendar, described, onChange }: DatePickerProps) {
  const { t, language } = useWords();
  return (
    <I18nProvider locale={`${localeOf(language)}-u-ca-${calendar}-nu-latn`}>
      <Picker
        aria-label={label}
        id={id}
        className="date-picker"
        value={dayIn(value)}
        onChange={(day) =>
          onChange(day === null ? undefined : toCalendar(day, new GregorianCalendar()).toString())
        }
        {...(described === undefined ? {} : { 'aria-describedby': described })}
      >
        <Group className="input short date-group">
          <DateInput className="date-input">{(segment) => <DateSegment segment={segment} />}</DateInput>
          <Button className="combobox-open" aria-label={t('form.open-calendar')}>
            <span aria-hidden="true">▾</span>
          </Button>
        </Group>
        <Popover className="combobox-list calendar-popover">
          <Dialog aria-label={label}>
            <Calendar>
              <header className="calendar-head">
                <Button slot="previous" className="combobox-open">
                  <span aria-hidden="true">‹</span>
                </Button>
                <CalendarHeading className="calendar-title" />
                <Button slot="next" className="combobox-open">
                  <span aria-hidden="true">›</span>
                </Button>
              </header>
              <CalendarGrid>{(day) => <CalendarCell date={day} className="calendar-day" />}</CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </Picker>
      {dayIn(value) !== null && <p className="hint figures">{formatDay(value, language)}</p>}
    </I18nProvider>
  );
}

/** @returns `null` for what is no day (yet) */
function dayIn(value: string) {
  try {
    return parseDate(value);
  } catch {
    return null;
  }
}
