import type { Session } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { registerQuery, useOrganisation } from '../exchange/queries.ts';
import { List } from '../filing/choice-fields.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { KeyChoice } from './key-choice.tsx';
import type { KeyKind } from './office-keys.ts';
import { sentenceOfSigning } from './sentence-of-signing.ts';
import type { Office } from './take-office.ts';

/** Sign-in with a key that the office's own ministry certified; and the making of one that it still has to certify. */
export function ProductionSignIn({ onSession }: { onSession: (session: Session) => Promise<void> }) {
  const { t } = useWords();
  const [office, setOffice] = useState<Partial<Office>>({});
  const { run, busy, problem, round } = useTrying();
  const { origin } = useOrganisation();
  const whole = wholeOf(office);
  const enter = (chosen: Office) =>
    run(async () => {
      const { signInForOffice } = await import('./take-office.ts');
      const session = await signInForOffice(client, origin, chosen);
      if (session === undefined) return t('sign-in.not-certified');
      await onSession(session);
      return undefined;
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy && whole !== undefined) void enter(whole);
  };
  return (
    <>
      <ErrorSummary items={problem === undefined ? [] : [{ sentence: problem }]} round={round} />
      <form className="stack" onSubmit={submit}>
        <OfficeFields office={office} onChange={setOffice} />
        <p className="actions">
          <button type="submit" className="button" aria-disabled={busy || whole === undefined}>
            {t('sign-in.enter')}
          </button>
        </p>
        <p aria-live="polite" className="soft">
          {busy && t('sign-in.busy-device')}
        </p>
      </form>
      {whole !== undefined && <NewKey key={`${whole.participant}/${whole.office}`} office={whole} />}
    </>
  );
}

const officeForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function wholeOf({ participant, office }: Partial<Office>): Office | undefined {
  if (participant === undefined || office === undefined || !officeForm.test(office)) return undefined;
  return { participant, office };
}

function OfficeFields(props: { office: Partial<Office>; onChange: (office: Partial<Office>) => void }) {
  const { t } = useWords();
  const names = useNames();
  const id = useId();
  const { participants } = useOrganisation();
  const { keys } = useSuspenseQuery(registerQuery).data;
  const { participant, office } = props.office;
  const known = keys.filter((one) => one.participant === participant && one.office !== 'root');
  const codes = names.sorted(participants.map(({ code }) => code));
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-participant`}>{t('sign-in.participant')}</label>
        <List
          id={`${id}-participant`}
          options={codes.map((code) => ({ value: code, title: names.participant(code) }))}
          value={participant}
          described={undefined}
          onChange={(code) => props.onChange(code === undefined ? {} : { participant: code })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-office`}>{t('sign-in.office')}</label>
        <p className="hint" id={`${id}-hint`}>
          {t('sign-in.office-hint')}
        </p>
        <input
          id={`${id}-office`}
          className="input"
          dir="ltr"
          list={`${id}-known`}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          value={office ?? ''}
          onChange={(event) => props.onChange({ ...props.office, office: event.target.value.trim() })}
        />
        <datalist id={`${id}-known`}>
          {[...new Set(known.map((one) => one.office))].map((one) => (
            <option key={one} value={one}>
              {names.office(one)}
            </option>
          ))}
        </datalist>
      </div>
    </>
  );
}

/** Makes a key here and shows the line by which the ministry certifies it. */
function NewKey({ office }: { office: Office }) {
  const { t } = useWords();
  const { origin } = useOrganisation();
  const [kind, setKind] = useState<KeyKind>('passkey');
  const [line, setLine] = useState<string>();
  const { run, busy, problem, round } = useTrying();
  const make = () =>
    run(async () => {
      const { makeSigner, verifierText } = await import('./office-keys.ts');
      setLine(verifierText(await makeSigner(origin, office.participant, office.office, kind)));
      return undefined;
    });
  return (
    <Section title={t('sign-in.new-key')}>
      <ErrorSummary items={problem === undefined ? [] : [{ sentence: problem }]} round={round} />
      <p className="line">{t('sign-in.new-key-text')}</p>
      <KeyChoice value={kind} onChange={setKind} />
      <p className="actions">
        <button
          type="button"
          className="button secondary"
          aria-disabled={busy}
          onClick={() => !busy && void make()}
        >
          {t('sign-in.make-key')}
        </button>
      </p>
      {line !== undefined && (
        <div className="panel" aria-live="polite">
          <p>{t('sign-in.to-certify')}</p>
          <pre className="code" dir="ltr" data-verifier-key="">
            {line}
          </pre>
        </div>
      )}
    </Section>
  );
}

/** Runs one act at a time and says how it went: the act gives a sentence where it did not succeed. */
function useTrying() {
  const words = useWords();
  const [state, setState] = useState<{ busy: boolean; problem?: string; round: number }>({
    busy: false,
    round: 0,
  });
  const run = async (act: () => Promise<string | undefined>): Promise<void> => {
    setState(({ round }) => ({ busy: true, round }));
    const problem = await act().catch((error: unknown) => sentenceOfSigning(error, words));
    setState(({ round }) => ({
      busy: false,
      round: round + 1,
      ...(problem === undefined ? {} : { problem }),
    }));
  };
  return { run, ...state };
}
