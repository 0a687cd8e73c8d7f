import type { FastifyRequest } from 'fastify';
import { Refusal } from '../problems.ts';

/** Whoever works on drafts: for which participant and office, and who it is among its people. */
export interface Author {
  readonly participant: string;
  readonly office: string;
  /** How the office calls a person that it invited. */
  readonly label?: string;
  /** The id of the key that signed in, or of the person. */
  readonly actor: string;
  /** Whether it was invited: it drafts, and signs nothing. */
  readonly isPerson: boolean;
}

/** Who asks. @throws where nobody is signed in */
export function authorOf({ session }: FastifyRequest): Author {
  if (session === undefined) throw new Refusal('sign-in-needed');
  const { participant, office, person, keyId, label } = session;
  const author = { participant, office, actor: person ?? keyId, isPerson: person !== undefined };
  return label === undefined ? author : { ...author, label };
}

/** The same, for what only the holder of a key may do. */
export function keyHolderOf(request: FastifyRequest): Author {
  const author = authorOf(request);
  if (author.isPerson) throw new Refusal('key-needed');
  return author;
}
