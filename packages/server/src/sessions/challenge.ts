import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../db/connect.ts';

const challengeMs = 120_000;

/** Makes and recognises sign-in challenges; nothing is stored for one until it is used. */
export interface Challenges {
  make(now: number): { challenge: string; expires: number };
  /** Whether this server, or another on the same database, made it less than two minutes ago. */
  isValid(challenge: string, now: number): boolean;
}

/** The challenges of the servers that share a database: they share the secret that it keeps. */
export async function openChallenges(db: Queryable): Promise<Challenges> {
  await db.query('insert into server_secrets (name, secret) values ($1, $2) on conflict do nothing', [
    'sign-in-challenge',
    randomBytes(32),
  ]);
  const { rows } = await db.query<{ secret: Buffer }>('select secret from server_secrets where name = $1', [
    'sign-in-challenge',
  ]);
  const secret = rows[0]?.secret;
  if (secret === undefined) throw new Error('the database keeps no secret for sign-in challenges');
  return challengesOf(secret);
}

function challengesOf(secret: Buffer): Challenges {
  const seal = (text: string): Buffer => createHmac('sha256', secret).update(text).digest();
  return {
    make: (now) => {
      const expires = now + challengeMs;
      const text = `${expires}.${randomBytes(16).toString('base64url')}`;
      return { challenge: `${text}.${seal(text).toString('base64url')}`, expires };
    },
    isValid: (challenge, now) => {
      const [expires, random, mac, ...rest] = challenge.split('.');
      if (expires === undefined || random === undefined || mac === undefined || rest.length > 0) return false;
      const given = Buffer.from(mac, 'base64url');
      const expected = seal(`${expires}.${random}`);
      return given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) > now;
    },
  };
}
