import { signSignIn } from '@rapport/api';
import { parseUtf8 } from '@rapport/record';
import { sessionCookie } from '../sessions/reader.ts';
import type { TestServer } from '../testing/test-server.ts';

/** Somebody who asks. */
export interface Person {
  readonly name: string;
  /** As whom: a participant's code, `secretariat` for the organisation's own office, or the public. */
  readonly reads: string;
  /** Whether a program with this token is turned away, so that it notices. */
  readonly isRefused: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * One person of each kind: nobody, the sender, one named, a taker, a member outside, the secretariat; and those whose
 * session ended or whose key was revoked, as a program and as a browser.
 *
 * @param revoke - revokes UZ's signing officer's key
 */
export async function signInAll(test: TestServer, revoke: () => Promise<void>): Promise<Person[]> {
  const organisation = test.server.organisation.participants.find(({ role }) => role === 'organisation');
  const own = organisation?.code ?? '';
  const members = await Promise.all(
    ['KZ', 'MN', 'UZ', 'AZ'].map((code) => tokenOf(test, code, 'focal-point')),
  );
  const secretariat = await tokenOf(test, own, 'secretariat');
  const ended = await tokenOf(test, 'KZ', 'focal-point');
  await test.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: bearer(ended) });
  const revoked = await tokenOf(test, 'UZ', 'signing-officer');
  await revoke();
  return [
    { name: 'nobody', reads: 'public', isRefused: false, headers: {} },
    ...['KZ', 'MN', 'UZ', 'AZ'].flatMap((code, i) => inBothWays(code, code, members[i] ?? '')),
    ...inBothWays('secretariat', 'secretariat', secretariat),
    ...endedInBothWays('ended', ended),
    ...endedInBothWays('revoked', revoked),
    ...endedInBothWays('invented', 'A'.repeat(43)),
  ];
}

function inBothWays(name: string, reads: string, token: string): Person[] {
  return [
    { name: `${name}, a program`, reads, isRefused: false, headers: bearer(token) },
    { name: `${name}, a browser`, reads, isRefused: false, headers: cookie(token) },
  ];
}

function endedInBothWays(name: string, token: string): Person[] {
  return [
    { name: `${name}, a program`, reads: 'public', isRefused: true, headers: bearer(token) },
    { name: `${name}, a browser`, reads: 'public', isRefused: false, headers: cookie(token) },
  ];
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const cookie = (token: string) => ({ cookie: `${sessionCookie('demonstration')}=${token}` });

async function tokenOf(test: TestServer, participant: string, office: string): Promise<string> {
  const client = await test.client();
  const { challenge } = await client.challenge();
  const claim = { challenge, log: test.server.origin, participant, office };
  const note = await signSignIn(claim, test.signer(participant, office));
  return (await client.signIn({ note: parseUtf8(note) ?? '' })).token ?? '';
}
