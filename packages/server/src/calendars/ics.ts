import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';

/** One thing in a calendar. */
export interface CalendarItem {
  /** Stays the same as long as it is the same thing. */
  readonly uid: string;
  readonly title: string;
  readonly reference: string;
  readonly thread: string;
  readonly start: Date;
  readonly end?: Date;
  /** Days, the last of them included, and not instants. */
  readonly isDays: boolean;
  readonly isCancelled: boolean;
  /** When it was last said, POSIX milliseconds. */
  readonly said: number;
}

/** What a calendar holds, and how it is called where it is read. */
export interface CalendarParts {
  readonly title: string;
  readonly language: string;
  /** Scheme, host and port as the reader knows them. */
  readonly base: string;
  readonly items: readonly CalendarItem[];
  readonly isPublic: boolean;
}

const dayMs = 86_400_000;
const hourSeconds = 3600;

/** A calendar by RFC 5545: titles, days and addresses, never what a notice says beside them. */
export function icsOf({ title, language, base, items, isPublic }: CalendarParts): string {
  const calendar = ical({
    name: plain(title),
    prodId: { company: 'Rapport', product: 'calendar', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: hourSeconds,
  });
  for (const item of items) {
    const end = item.isDays && item.end !== undefined ? new Date(item.end.getTime() + dayMs) : item.end;
    calendar.createEvent({
      id: item.uid,
      start: item.start,
      ...(end === undefined ? {} : { end }),
      allDay: item.isDays,
      summary: plain(item.title),
      description: plain(item.reference),
      url: `${base}/threads/${item.thread}`,
      stamp: new Date(item.said),
      status: item.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      class: isPublic ? ICalEventClass.PUBLIC : ICalEventClass.CONFIDENTIAL,
    });
  }
  return calendar.toString();
}

/** One line without characters that steer a program, and no halves of characters. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
