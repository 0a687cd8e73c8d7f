import { type KeyRegister, rootOffice } from '@rapport/notices';
import { validKeys } from '../people/verify-invitation.ts';

/** What tells which keys sign now. */
export interface DutyKeys {
  readonly register: KeyRegister;
  /** POSIX milliseconds. */
  readonly now: number;
}

/** The keys with which a participant's offices sign now, but for its root. */
export function keysToday(
  { register, now }: DutyKeys,
  participant: string,
): { readonly key: string; readonly office: string; readonly since: number }[] {
  const offices = [...register.offices.keys()]
    .filter((name) => name.startsWith(`${participant}/`))
    .map((name) => name.slice(participant.length + 1))
    .filter((office) => office !== rootOffice);
  return offices.toSorted().flatMap((office) =>
    validKeys(register, participant, office, now).map(({ key, from }) => ({
      key: key.keyId,
      office,
      since: from,
    })),
  );
}
