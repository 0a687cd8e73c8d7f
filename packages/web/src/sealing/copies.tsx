import { lockIdentities, recipientOf, unlockIdentities } from '@rapport/sealing';
import { type FormEvent, useState } from 'react';
import { download } from '../exchange/download.ts';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { type HeldKey, keepKey } from './keys-here.ts';

const passphraseMin = 12;

interface CopiesProps {
  readonly participant: string;
  readonly office: string;
  readonly held: readonly HeldKey[];
  readonly changed: () => void;
}

/** Saves a locked copy of the keys in this browser, and takes one up again. */
export function Copies({ participant, office, held, changed }: CopiesProps) {
  const { t } = useWords();
  const [passphrase, setPassphrase] = useState('');
  const [said, setSaid] = useState<string>();
  const [file, setFile] = useState<File>();
  const save = async (): Promise<void> => {
    if (passphrase.length < passphraseMin) return setSaid(t('sealing.passphrase.short'));
    const copy = await lockIdentities(
      held.map(({ identity }) => identity),
      passphrase,
    );
    download(`${participant}-sealing-keys.age`, copy, 'application/octet-stream');
    setSaid(undefined);
  };
  const restore = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const bytes = file === undefined ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
    const identities = await unlockIdentities(bytes, passphrase);
    if (identities === undefined) return setSaid(t('sealing.restore.wrong'));
    for (const identity of identities) {
      const recipient = await recipientOf(identity);
      if (recipient !== undefined) await keepKey(participant, { office, identity, recipient });
    }
    setSaid(t('sealing.restored'));
    changed();
  };
  return (
    <Section title={t('sealing.copy')} inMargin>
      <form className="stack" onSubmit={(event) => void restore(event)}>
        <div className="field">
          <label htmlFor="sealing-passphrase">{t('sealing.passphrase')}</label>
          <p className="hint" id="sealing-passphrase-hint">
            {t('sealing.passphrase.hint')}
          </p>
          <input
            id="sealing-passphrase"
            className="input"
            type="password"
            autoComplete="off"
            aria-describedby="sealing-passphrase-hint"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </div>
        {held.length > 0 && (
          <p className="actions">
            <button type="button" className="button second" onClick={() => void save()}>
              {t('sealing.save')}
            </button>
          </p>
        )}
        <div className="field">
          <label htmlFor="sealing-copy">{t('sealing.restore')}</label>
          <input id="sealing-copy" type="file" onChange={(event) => setFile(event.target.files?.[0])} />
        </div>
        <p className="actions">
          <button type="submit" className="button second">
            {t('sealing.restore.button')}
          </button>
        </p>
        <output>{said}</output>
      </form>
    </Section>
  );
}
