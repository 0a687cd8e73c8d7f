import { lazy, Suspense, useState } from 'react';
import { useWords } from '../wording/use-words.ts';
import type { PreviewProps } from './preview.tsx';

const Preview = lazy(async () => ({ default: (await import('./preview.tsx')).Preview }));

/** What an addressee will see, fetched and shown when it is asked for. */
export function PreviewLater(props: PreviewProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  if (props.draft.audience === undefined) return null;
  return (
    <details className="preview-part" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('preview.title')}</summary>
      {isOpen && (
        <Suspense fallback={<p className="soft">{t('preview.loading')}</p>}>
          <Preview {...props} />
        </Suspense>
      )}
    </details>
  );
}
