import { useState } from 'react';
import { client } from '../exchange/client.ts';
import { Page } from '../ui/page.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';

/** Where the link of a mail confirms an address. Its code stands after the #, which browsers send to nobody. */
export function ConfirmPage() {
  return <LinkPage act="confirm" send={(code) => client.confirmMailAddress(code)} />;
}

/** Where the link of a mail stops mails. */
export function StopPage() {
  return <LinkPage act="stop" send={(code) => client.stopMail(code)} />;
}

/** One button: programs that look at links in mails press none. */
function LinkPage({ act, send }: { act: 'confirm' | 'stop'; send: (code: string) => Promise<void> }) {
  const words = useWords();
  const { t } = words;
  const [state, setState] = useState<{ isDone: boolean; problem?: string }>({ isDone: false });
  const press = async (): Promise<void> => {
    try {
      await send(window.location.hash.slice(1));
      setState({ isDone: true });
    } catch (error) {
      setState({ isDone: false, problem: sentenceOfError(error, words) });
    }
  };
  return (
    <Page title={t(`mail.${act}.title`)}>
      <p className="line">{t(`mail.${act}.text`)}</p>
      {state.problem !== undefined && (
        <p className="strip alarm" role="alert">
          {state.problem}
        </p>
      )}
      {state.isDone ? (
        <output className="strip">{t(`mail.${act}.done`)}</output>
      ) : (
        <p className="actions">
          <button type="button" className="button" onClick={() => void press()}>
            {t(`mail.${act}.button`)}
          </button>
        </p>
      )}
    </Page>
  );
}
