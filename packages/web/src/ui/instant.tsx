import { formatInstant } from '@rapport/measures';
import { useWords } from '../wording/use-words.ts';

/** An instant in the reader's own zone and in UTC. @param at - POSIX milliseconds */
export function Instant(props: { at: number; zone?: string }) {
  const { language } = useWords();
  // The server that draws a page does not know where its reader is.
  const zone = props.zone ?? (import.meta.env.SSR ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone);
  return (
    <time className="figures" dateTime={new Date(props.at).toISOString()}>
      {formatInstant(props.at, language, zone)}
    </time>
  );
}
