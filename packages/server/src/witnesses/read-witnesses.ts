import { readFileSync } from 'node:fs';
import { type Policy, parsePolicy } from '@rapport/record';

/** The witnesses that the log asks, and when they are enough. */
export type Witnessing = Pick<Policy, 'witnesses' | 'groups' | 'quorum'>;

export const noWitnesses: Witnessing = { witnesses: [], groups: [], quorum: 'none' };

/**
 * Reads the operator's policy file: witnesses with their addresses, groups, quorum. Its logs, if any, are not looked at.
 *
 * @throws with a sentence for the operator
 */
export function readWitnesses(file: string): Witnessing {
  const parsed = parsePolicy(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new Error(`${file} is not a policy: ${parsed.code} ${parsed.detail ?? ''}`.trim());
  const { witnesses, groups, quorum } = parsed.value;
  for (const { name, url } of witnesses) {
    if (url === undefined || !/^https?:\/\/[^\s]+$/.test(url))
      throw new Error(
        `${file}: the witness ${name} has no address: write it at the end of its line, as https://...`,
      );
  }
  return { witnesses, groups, quorum };
}
