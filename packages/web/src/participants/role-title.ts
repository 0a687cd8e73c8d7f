import type { MessageId } from '../wording/use-words.ts';

const roles: Readonly<Record<string, MessageId>> = {
  member: 'participant.role.member',
  observer: 'participant.role.observer',
  partner: 'participant.role.partner',
  'non-member': 'participant.role.non-member',
  organisation: 'participant.role.organisation',
};

/** What a participant of a role is called. */
export function roleTitle(role: string): MessageId {
  return roles[role] ?? 'participant.role.organisation';
}
