import { formatInstant, formatMoment, formatThere, isSameClock } from '@rapport/measures';
import { useNames } from '../exchange/names.ts';
import { useWords } from '../wording/use-words.ts';
import { courtesyDate, readersCalendar } from './courtesy-date.ts';
import { useDisplay } from './display.ts';

/**
 * An instant in the reader's own zone and in UTC; in the reader's calendar as well, where that is not the Gregorian one.
 *
 * @param at - POSIX milliseconds
 * @param of - the participant in whose capital it is decided: its zone is shown too, by name
 * @param brief - to the minute and without UTC, as lists need it
 */
export function Instant({ at, of, brief = false }: { at: number; of?: string; brief?: boolean }) {
  const { language } = useWords();
  const zone = readersZone();
  const format = brief ? formatMoment : formatInstant;
  return (
    <>
      <time className="figures" dateTime={new Date(at).toISOString()}>
        {format(at, language, zone)}
      </time>
      <Courtesy at={at} zone={zone} />
      {of !== undefined && <InCapital at={at} zone={zone} of={of} brief={brief} />}
    </>
  );
}

/** A server that draws a page does not know where its reader is. */
function readersZone(): string {
  return typeof window === 'undefined' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function Courtesy({ at, zone }: { at: number; zone: string }) {
  const { language } = useWords();
  const { calendar: wish } = useDisplay();
  const calendar = readersCalendar(wish, typeof navigator === 'undefined' ? 'en' : navigator.language);
  if (calendar === undefined) return null;
  return (
    <>
      {' '}
      <span className="figures soft">[{courtesyDate(at, language, zone, calendar)}]</span>
    </>
  );
}

/** What the clock shows in the capital that decides, unless it shows the same as the reader's. */
function InCapital({ at, zone, of, brief }: { at: number; zone: string; of: string; brief: boolean }) {
  const { t, language } = useWords();
  const names = useNames();
  const theirs = names.zone(of);
  if (isSameClock(at, zone, theirs)) return null;
  return (
    <span className="figures capital">
      {t('instant.in', {
        participant: names.participant(of),
        time: formatThere(at, language, theirs, zone, brief),
      })}
    </span>
  );
}
