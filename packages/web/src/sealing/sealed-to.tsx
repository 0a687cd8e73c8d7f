import { useQuery } from '@tanstack/react-query';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import { proveRecipients } from './recipients.ts';

/** Whose keys open what is about to be sealed, each proved here; or whose are missing. */
export function SealedTo({ readers }: { readers: readonly string[] }) {
  const words = useWords();
  const { t, list } = words;
  const names = useNames();
  const { origin } = useOrganisation();
  const { data, error } = useQuery({
    queryKey: ['recipients', ...readers],
    queryFn: () => proveRecipients(readers, origin),
    retry: false,
    staleTime: 0,
  });
  const named = (codes: Iterable<string>): string =>
    list(names.sorted(new Set(codes)).map(names.participant));
  if (error !== null) return <p className="strip alarm">{sentenceOfError(error, words)}</p>;
  if (data === undefined) return <p className="soft">{t('seal.checking')}</p>;
  const { keys, without, unproved } = data;
  return (
    <div aria-live="polite" className="stack tight">
      <p>{t('seal.host')}</p>
      <ul>
        {keys.map(({ key, participant, office }) => (
          <li key={key}>
            {names.participant(participant)}, {names.office(office)}
          </li>
        ))}
      </ul>
      {unproved.length > 0 && (
        <p className="strip alarm">
          {t('seal.unproved', { names: named(unproved.map(({ participant }) => participant)) })}
        </p>
      )}
      {unproved.length === 0 && without.length > 0 && (
        <p className="strip alarm">{t('seal.without', { names: named(without) })}</p>
      )}
    </div>
  );
}
