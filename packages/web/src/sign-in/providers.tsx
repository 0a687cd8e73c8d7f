import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../exchange/client.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';

const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: () => client.signInProviders(),
  staleTime: Number.POSITIVE_INFINITY,
});

/** A button for each ministry's own sign-in; nothing where there is none. @param invitation - the secret of a link */
export function Providers({ invitation, none }: { invitation?: string; none?: string }) {
  const words = useWords();
  const { t, pick } = words;
  const { providers } = useSuspenseQuery(providersQuery).data;
  const [problem, setProblem] = useState<{ sentence: string; round: number }>();
  const leave = async (provider: string): Promise<void> => {
    try {
      const request = invitation === undefined ? { provider } : { provider, invitation };
      window.location.assign((await client.beginSignIn(request)).url);
    } catch (error) {
      setProblem((before) => ({ sentence: sentenceOfError(error, words), round: (before?.round ?? 0) + 1 }));
    }
  };
  if (providers.length === 0) return none === undefined ? null : <p className="line">{none}</p>;
  return (
    <>
      <ErrorSummary items={problem === undefined ? [] : [problem]} round={problem?.round ?? 0} />
      <ul className="actions">
        {providers.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className="button second" onClick={() => void leave(id)}>
              {t('sign-in.through', { name: pick(name) })}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
