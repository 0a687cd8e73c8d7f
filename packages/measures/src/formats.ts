/** What a format needs to know beside the text itself. */
export interface FormatContext {
  /** Codes of the organisation's participants. */
  readonly participants: ReadonlySet<string>;
  /** Codes of each list by its id (`codesOfLists`); absent: no list has any. */
  readonly lists?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Hex SHA-256 of the files attached to the same notice; absent: whatever has the form of a hash. */
  readonly attachments?: ReadonlySet<string>;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const DECIMAL = /^-?(?:0|[1-9]\d{0,29})(?:\.\d{1,18})?$/;
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const HOST_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;
const WEB_ADDRESS = /^https?:\/\/([^\s/?#:@]+)(?::(\d{1,5}))?(?:[/?#][^\s<>"{}|\\^`]*)?$/u;

function isHost(text: string): boolean {
  const labels = text.split('.');
  return text.length <= 253 && labels.length >= 2 && labels.every((label) => HOST_LABEL.test(label));
}

/** A day that the Gregorian calendar has: 2026-02-30 is none. */
function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return instant.getUTCMonth() + 1 === Number(month) && instant.getUTCDate() === Number(day);
}

/** RFC 3339 with capital T and Z, seconds and a zone; no leap second and no unknown zone (-00:00). */
function isDateTime(text: string): boolean {
  const [, date, hour, minute, second, sign, zoneHour, zoneMinute] = DATE_TIME.exec(text) ?? [];
  if (date === undefined || !isDate(date)) return false;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false;
  if (sign === undefined) return true;
  return Number(zoneHour) <= 23 && Number(zoneMinute) <= 59 && `${sign}${zoneHour}${zoneMinute}` !== '-0000';
}

/** An address that ordinary mail servers carry; letters of every script in the host, ASCII before the @. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  return at > 0 && local.length <= 64 && LOCAL_PART.test(local) && isHost(text.slice(at + 1));
}

/** An http or https address with a named host and nobody's password in it. */
function isWebAddress(text: string): boolean {
  const [, host, port] = text.length <= 2048 ? (WEB_ADDRESS.exec(text) ?? []) : [];
  return host !== undefined && isHost(host) && Number(port ?? 0) <= 65_535;
}

const HASH = /^[0-9a-f]{64}$/;

function isAttachment(text: string, { attachments }: FormatContext): boolean {
  return HASH.test(text) && (attachments === undefined || attachments.has(text));
}

function isEntry(text: string, { lists }: FormatContext, list = ''): boolean {
  return lists?.get(list)?.has(text) ?? false;
}

type Format = (text: string, context: FormatContext, list?: string) => boolean;

const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['attachment', isAttachment],
  ['date', isDate],
  ['date-time', isDateTime],
  ['decimal', (text: string) => DECIMAL.test(text)],
  ['email', isEmail],
  ['entry', isEntry],
  ['notice', (text: string) => HASH.test(text)],
  ['participant', (text: string, context: FormatContext) => context.participants.has(text)],
  ['uri', isWebAddress],
]);

/**
 * Whether a text has a format of the measure language.
 *
 * @param format - a name from docs/spec/measures.md; one that the language lacks fits no text
 * @param list - the list that an `entry` is of
 */
export function hasFormat(format: string, text: string, context: FormatContext, list?: string): boolean {
  return FORMATS.get(format)?.(text, context, list) ?? false;
}
