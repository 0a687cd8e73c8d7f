import { useState } from 'react';
import { useWords } from '../wording/use-words.ts';

/** Copies the address of what is shown: whoever opens it sees the same as far as it may. */
export function CopyLink() {
  const { t } = useWords();
  const [state, setState] = useState<'copied' | 'refused'>();
  const copy = (): void => {
    navigator.clipboard.writeText(window.location.href).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  return (
    <span>
      <button type="button" className="link-button" onClick={copy}>
        {t('lists.copy-link')}
      </button>{' '}
      <output className="soft small">
        {state === 'copied' && t('lists.copied')}
        {state === 'refused' && t('lists.not-copied')}
      </output>
    </span>
  );
}
