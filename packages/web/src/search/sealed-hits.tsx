import type { NoticeWhole } from '@rapport/api';
import { parseSearch, type SnippetPart, snippetOf, soughtForms, wordsOf } from '@rapport/notices';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../exchange/client.ts';
import { readLetters } from '../exchange/filed.ts';
import { useNames } from '../exchange/names.ts';
import { useOrganisation, useSession } from '../exchange/queries.ts';
import { openLetter } from '../sealing/open-letter.ts';
import { Reference } from '../ui/facts.tsx';
import { useWords } from '../wording/use-words.ts';
import { Snippet } from './hit-row.tsx';

/** The newest threads of each measure that are opened and looked through. */
const threadsMax = 50;

interface SealedHit {
  readonly notice: NoticeWhole;
  readonly snippet: readonly SnippetPart[];
}

/**
 * Looks through sealed notices, in this browser, with the keys that it holds: the server never learns what they say, nor
 * what was looked for in them.
 */
export function SealedHits({ q }: { q: string }) {
  const { t } = useWords();
  const session = useSession();
  const { measures } = useOrganisation();
  const [hits, setHits] = useState<readonly SealedHit[] | 'looking'>();
  if (session === null || q.trim() === '') return null;
  const look = async (): Promise<void> => {
    setHits('looking');
    const ids = [...new Set(measures.map(({ id }) => id))];
    setHits(await lookThrough(ids, q, session.participant));
  };
  return (
    <div className="section sealed-hits">
      {hits === undefined && (
        <button type="button" className="button second" onClick={() => void look()}>
          {t('search.sealed.look')}
        </button>
      )}
      <p>
        <output>
          {hits === 'looking' && t('search.sealed.looking')}
          {Array.isArray(hits) && t('search.sealed.found', { count: hits.length })}
        </output>
      </p>
      {Array.isArray(hits) && hits.length > 0 && (
        <ol className="rows notices hits" aria-label={t('sealing.title')}>
          {hits.map((hit: SealedHit) => (
            <Row key={hit.notice.id} hit={hit} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Row({ hit: { notice, snippet } }: { hit: SealedHit }) {
  const { pick } = useWords();
  const names = useNames();
  const measure = useOrganisation().measures.find(({ id }) => id === notice.measure.id);
  return (
    <li className="notice-row hit">
      <div>
        <Link to="/threads/$id" params={{ id: notice.thread }} hash={notice.id}>
          {measure === undefined ? notice.measure.id : pick(measure.title)}
        </Link>
      </div>
      <div className="small">
        {names.participant(notice.participant)} · <Reference>{notice.reference}</Reference>
      </div>
      <Snippet parts={[...snippet]} />
    </li>
  );
}

async function lookThrough(
  measures: readonly string[],
  q: string,
  participant: string,
): Promise<SealedHit[]> {
  const hits: SealedHit[] = [];
  for (const measure of measures) {
    const { threads } = await client.measureThreads(measure, { limit: threadsMax });
    for (const { notices } of threads) hits.push(...(await hitsIn(notices, q, participant)));
  }
  return hits.sort((a, b) => b.notice.index - a.notice.index);
}

async function hitsIn(notices: readonly NoticeWhole[], q: string, participant: string): Promise<SealedHit[]> {
  const hits: SealedHit[] = [];
  for (const letter of readLetters(notices)) {
    const whole = notices.find(({ id }) => id === letter.id);
    if (letter.notice.sealed === undefined || whole === undefined) continue;
    const opened = await openLetter(letter.id, letter.notice.sealed, participant);
    const snippet = opened.kind === 'opened' ? saying(textsIn(opened.content.answers), q) : undefined;
    if (snippet !== undefined) hits.push({ notice: whole, snippet });
  }
  return hits;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Where all words that are looked for are said, and none that is not wanted. */
function saying(texts: readonly string[], q: string): SnippetPart[] | undefined {
  const terms = parseSearch(q);
  const forms = texts.flatMap((text) => wordsOf(text)).map(({ form }) => form);
  const isThere = (sought: string): boolean => forms.some((form) => form.startsWith(sought));
  const isMet = terms.every(({ forms: of, isUnwanted }) =>
    isUnwanted ? !of.some(isThere) : of.every(isThere),
  );
  if (!isMet) return undefined;
  const found = texts.map((text) => snippetOf(text, soughtForms(terms)));
  return found.find((snippet) => snippet !== undefined);
}
