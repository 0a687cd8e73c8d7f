import type { Organisation } from '@rapport/measures';
import { roleOf } from '@rapport/notices';
import type { FastifyRequest } from 'fastify';
import { type Author, authorOf, keyHolderOf } from '../drafts/author.ts';
import { Refusal } from '../problems.ts';

/** Whoever works for the organisation itself. @throws to all others as if there were nothing here */
export function secretariatOf(request: FastifyRequest, organisation: Organisation): Author {
  return only(authorOf(request), organisation);
}

/** The same, for what only the holder of a key may do. */
export function secretariatKeyOf(request: FastifyRequest, organisation: Organisation): Author {
  only(authorOf(request), organisation);
  return keyHolderOf(request);
}

function only(author: Author, organisation: Organisation): Author {
  if (roleOf(author.participant, organisation) !== 'organisation') throw new Refusal('not-found');
  return author;
}
