import type { JsonObject, JsonValue } from '../canonical-json.ts';
import { accept, type Parsed, type RecordCode, refuse } from '../findings.ts';
import * as members from './members.ts';
import type { Notice } from './notice.ts';

type Member = { code: RecordCode; optional?: true; fault: (value: JsonValue) => RecordCode | undefined };

function member(code: RecordCode, test: members.MemberTest, optional?: true): Member {
  const fault = (value: JsonValue) => (test(value) ? undefined : code);
  return optional === undefined ? { code, fault } : { code, optional, fault };
}

/** Every member a notice may have, in the order of its line. */
const noticeMembers: Record<keyof Notice, Member> = {
  after: member('notice-after', members.isId, true),
  answers: member('notice-answers', (value) => members.isObject(value) && members.hasSafeNumbers(value)),
  attachments: member(
    'notice-attachments',
    (value) => Array.isArray(value) && value.every(members.isAttachment),
  ),
  audience: { code: 'notice-audience', fault: audienceFault },
  date: member('notice-date', members.isDate),
  log: member('notice-log', members.isOrigin),
  measure: member('notice-measure', members.isMeasure),
  nonce: member('notice-nonce', members.isBase64Of(16, 64)),
  notBefore: member('notice-not-before', members.isSeenCheckpoint, true),
  office: member('notice-office', members.isCode),
  participant: member('notice-participant', members.isParticipant),
  sealed: member('notice-sealed', members.isSealed, true),
  step: member('notice-step', members.isCode),
  thread: member('notice-thread', members.isId, true),
};

/** @param value - the parsed line, untrusted. @returns the notice, or the first fault with its member's name */
export function parseNoticeMembers(value: JsonValue): Parsed<Notice> {
  if (!members.isObject(value)) return refuse('notice-not-object');
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(noticeMembers, name));
  if (unknown !== undefined) return refuse('notice-member-unknown', unknown);
  for (const [name, { optional, fault }] of Object.entries(noticeMembers)) {
    if (!Object.hasOwn(value, name)) {
      if (optional) continue;
      return refuse('notice-member-missing', name);
    }
    const code = fault(value[name] as JsonValue);
    if (code !== undefined) return refuse(code, name);
  }
  return accept(value as JsonObject as Notice);
}

function audienceFault(value: JsonValue): RecordCode | undefined {
  if (!members.isObject(value) || typeof value['kind'] !== 'string') return 'notice-audience';
  const names = Object.keys(value).length;
  if (['all', 'participants', 'takers', 'dimension'].includes(value['kind']))
    return names === 1 ? undefined : 'notice-audience';
  if (value['kind'] !== 'named') return 'notice-audience-kind';
  const list = value['participants'];
  if (names !== 2 || list === undefined) return 'notice-audience';
  return isSortedList(list) ? undefined : 'notice-audience-participants';
}

/** Sorted and none twice, so that one audience has one spelling. */
function isSortedList(list: JsonValue): boolean {
  if (!Array.isArray(list) || !list.every(members.isParticipant)) return false;
  return list.every((name, at) => at === 0 || (list[at - 1] as string) < (name as string));
}
