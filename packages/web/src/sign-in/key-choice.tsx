import { Radios } from '../filing/choice-fields.tsx';
import { useWords } from '../wording/use-words.ts';
import type { KeyKind } from './office-keys.ts';
import { hasPasskeys } from './signing-here.ts';

/** Where a new key is to lie. Says why where this page's address allows no passkeys. */
export function KeyChoice(props: { value: KeyKind; onChange: (kind: KeyKind) => void }) {
  const { t } = useWords();
  if (!hasPasskeys()) return <p className="soft line">{t('sign-in.no-passkeys')}</p>;
  const options = [
    { value: 'browser', title: t('sign-in.kind.browser') },
    { value: 'passkey', title: t('sign-in.kind.passkey') },
  ];
  return (
    <div className="field">
      <fieldset>
        <legend>{t('sign-in.kind')}</legend>
        <Radios
          id="key-kind"
          options={options}
          value={props.value}
          onChange={(value) => props.onChange(value === 'passkey' ? 'passkey' : 'browser')}
        />
      </fieldset>
    </div>
  );
}
