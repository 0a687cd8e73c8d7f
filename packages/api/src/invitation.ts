import type { Note, Signer } from '@rapport/record';
import { parseStatement, signStatement } from './statement.ts';

const typeLine = 'rapport/invitation@v1';

/**
 * What an office says of somebody whom it lets in: source docs/decisions/0017-a-participant-invites-its-own-people.md.
 * The person signs in by the ministry's own provider, reads as the participant and signs nothing.
 */
export interface InvitationClaim {
  readonly log: string;
  /** Who invites: a participant and the office that signs. */
  readonly participant: string;
  readonly office: string;
  /** The office for which the person reads and drafts. */
  readonly invitedTo: string;
  /** How the inviting office calls the person; others of the participant see it. */
  readonly label: string;
  /** Hex SHA-256 of the secret in the link that the person is given. */
  readonly secretHash: string;
  /** RFC 3339, UTC, to the second. */
  readonly expires: string;
}

const members = ['log', 'participant', 'office', 'invitedTo', 'label', 'secretHash', 'expires'] as const;

/** Makes the signed note of an invitation. */
export async function signInvitation(claim: InvitationClaim, signer: Signer): Promise<Uint8Array> {
  return signStatement(typeLine, { ...claim }, signer);
}

/**
 * Parses an invitation; its signature is still to be verified.
 *
 * @param bytes - untrusted
 */
export function parseInvitation(
  bytes: Uint8Array,
): { readonly claim: InvitationClaim; readonly note: Note } | undefined {
  const parsed = parseStatement(bytes, typeLine, members);
  if (parsed === undefined) return undefined;
  const { invitedTo, label, secretHash, expires } = parsed.claim;
  const isSound =
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(invitedTo) &&
    invitedTo.length <= 64 &&
    label.trim() === label &&
    label.length > 0 &&
    label.length <= 100 &&
    // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
    !/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(label) &&
    /^[0-9a-f]{64}$/.test(secretHash) &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(expires) &&
    !Number.isNaN(Date.parse(expires));
  return isSound ? parsed : undefined;
}
