import { encodeVerifierKey, officeKeyName, type Signer } from '@rapport/record';
import { type ChangeEvent, useState } from 'react';
import { download, fileName } from '../exchange/download.ts';
import { useNames } from '../exchange/names.ts';
import { tidyAnswers } from '../filing/answers.ts';
import { WhoSees } from '../filing/audience-part.tsx';
import type { FilingState } from '../filing/filing.tsx';
import { noticeOf, signNotice } from '../filing/sign-notice.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { useWords } from '../wording/use-words.ts';
import type { FormData } from './data.ts';
import { isLocked, type KeyFault, makeKeyFile, openKeyFile } from './key-file.ts';

/** As on the command line. */
const passphraseMin = 12;

/** No key file is longer. */
const keyBytesMax = 4096;

interface SigningProps {
  readonly state: FilingState;
  readonly data: FormData;
}

/** The last part: a key from its file, or a new one; then the signed file. */
export function AloneSigning({ state, data }: SigningProps) {
  const { t } = useWords();
  const names = useNames();
  const [signer, setSigner] = useState<Signer>();
  const { place, draft } = state;
  return (
    <>
      <Facts className="line">
        <Fact label={t('letter.from')}>
          {names.participant(place.participant)}, {names.office(place.office)}
        </Fact>
      </Facts>
      {draft.audience !== undefined && <WhoSees audience={draft.audience} state={state} />}
      {signer === undefined ? (
        <KeyPart data={data} onKey={setSigner} />
      ) : (
        <Signed state={state} data={data} signer={signer} />
      )}
      <p className="actions">
        <button type="button" className="link-button" onClick={() => state.go('audience')}>
          {t('filing.back-to-audience')}
        </button>
      </p>
    </>
  );
}

function KeyPart({ data, onKey }: { data: FormData; onKey: (signer: Signer) => void }) {
  const { t } = useWords();
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState<{ busy: boolean; fault?: KeyFault | 'short'; round: number }>({
    busy: false,
    round: 0,
  });
  const { place, organisation } = data;
  const name = officeKeyName(organisation.origin, place.participant, place.office);
  const stop = (fault: KeyFault | 'short'): void =>
    setShown(({ round }) => ({ busy: false, fault, round: round + 1 }));
  const open = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = event.target.files ?? [];
    event.target.value = ''; // the same file can be chosen again
    if (file === undefined) return;
    const text = file.size > keyBytesMax ? '' : await file.text();
    if (isLocked(text) && passphrase === '') return stop('passphrase');
    setShown(({ round }) => ({ busy: true, round }));
    const opened = await openKeyFile(text, passphrase, name);
    if (typeof opened === 'string') stop(opened);
    else onKey(opened);
  };
  const make = async (): Promise<void> => {
    if (passphrase.length < passphraseMin) return stop('short');
    setShown(({ round }) => ({ busy: true, round }));
    const made = await makeKeyFile(name, passphrase);
    if (made === undefined) return stop('no-ed25519');
    download(`${place.participant}-${place.office}.key`, made.text, 'text/plain');
    onKey(made.signer);
  };
  const items =
    shown.fault === undefined ? [] : [{ sentence: t(`alone.key.${shown.fault}`), target: 'passphrase' }];
  return (
    <div className="stack">
      <ErrorSummary items={items} round={shown.round} />
      <p className="line">{t('alone.key.text')}</p>
      <div className="field">
        <label htmlFor="passphrase">{t('alone.key.phrase')}</label>
        <p className="hint" id="passphrase-hint">
          {t('alone.key.hint')}
        </p>
        <input
          id="passphrase"
          type="password"
          className="input"
          autoComplete="off"
          aria-describedby="passphrase-hint"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      </div>
      <p className="actions">
        <label className="button file-choice">
          {t('alone.key.open')}
          <input
            id="key-file"
            type="file"
            className="visually-hidden"
            onChange={(event) => void open(event)}
          />
        </label>
        <button type="button" className="button second" onClick={() => void make()}>
          {t('alone.key.make')}
        </button>
      </p>
      <p aria-live="polite" className="soft">
        {shown.busy && t('alone.key.busy')}
      </p>
    </div>
  );
}

function Signed({ state, data, signer }: SigningProps & { signer: Signer }) {
  const { t } = useWords();
  const [file, setFile] = useState<{ name: string; note: string }>();
  const [round, setRound] = useState(0);
  const sign = async (): Promise<void> => {
    try {
      const note = await signedNote(state, data, signer);
      const name = fileName(
        data.organisation.mode,
        `${data.place.measure}-${data.place.step}-${note.id.slice(0, 8)}`,
        'note',
      );
      setFile({ name, note: note.note });
      download(name, note.note, 'text/plain');
    } catch {
      setRound(round + 1);
    }
  };
  return (
    <div className="stack">
      <ErrorSummary items={round > 0 ? [{ sentence: t('failure.other') }] : []} round={round} />
      <p className="line">{t('alone.verifier')}</p>
      <pre className="code" id="verifier">
        {encodeVerifierKey(signer.key)}
      </pre>
      <p className="line">{t('alone.sign.text')}</p>
      <p className="actions">
        <button type="button" className="button" onClick={() => void sign()}>
          {t('alone.sign.button')}
        </button>
      </p>
      <div aria-live="polite">
        {file !== undefined && (
          <div className="strip stack">
            <p>
              {t('alone.carry')} <bdi>{`${data.server}/deliver`}</bdi>
            </p>
            <p>
              <bdi>
                <code>{file.name}</code>
              </bdi>
            </p>
          </div>
        )}
      </div>
    </div>
  );
}

async function signedNote(state: FilingState, { organisation }: FormData, signer: Signer) {
  const { measure, step, place, draft } = state;
  const form = measure.forms[step.form];
  if (form === undefined || draft.audience === undefined) throw new Error('nothing to sign yet');
  const { participant, office, thread, after } = place;
  const saying = {
    log: organisation.origin,
    participant,
    office,
    measure,
    step: step.id,
    answers: tidyAnswers(form, draft.answers),
    attachments: [],
    audience: draft.audience,
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
  };
  return signNotice(noticeOf(saying, Date.now(), crypto.getRandomValues(new Uint8Array(24))), signer);
}
