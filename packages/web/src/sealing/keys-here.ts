import { get, update } from 'idb-keyval';

/** A key that opens what is sealed, as this browser keeps it. Whoever can run a script here can read it. */
export interface HeldKey {
  readonly office: string;
  readonly identity: string;
  readonly recipient: string;
}

const placeOf = (participant: string): string => `sealing-keys/${participant}`;

/** The keys of a participant's offices that this browser holds, oldest first. */
export async function heldKeys(participant: string): Promise<readonly HeldKey[]> {
  return (await get<readonly HeldKey[]>(placeOf(participant))) ?? [];
}

/** Keeps a key; one that is here already stays as it is. */
export async function keepKey(participant: string, key: HeldKey): Promise<void> {
  await update<readonly HeldKey[]>(placeOf(participant), (held = []) =>
    held.some(({ recipient }) => recipient === key.recipient) ? held : [...held, key],
  );
}
