import { useEffect, useRef } from 'react';
import { useWords } from '../wording/use-words.ts';

/** One thing to mend. `target` is the id of the element to go to, absent where there is none. */
export interface SummaryItem {
  readonly sentence: string;
  readonly target?: string;
}

/** All findings at once, on top, each leading to its place. Takes the focus each time `round` changes. */
export function ErrorSummary(props: { items: readonly SummaryItem[]; round: number }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.round > 0) box.current?.focus();
  }, [props.round]);
  if (props.items.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{t('errors.title')}</h2>
      <ul>
        {props.items.map((item) => (
          <li key={`${item.target} ${item.sentence}`}>
            <SummaryLink {...item} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SummaryLink({ sentence, target }: SummaryItem) {
  if (target === undefined) return <>{sentence}</>;
  return (
    <a
      href={`#${target}`}
      onClick={(event) => {
        event.preventDefault();
        goTo(target);
      }}
    >
      {sentence}
    </a>
  );
}

/** Brings the field, or the first control of a group, under the reader's hand. */
function goTo(id: string): void {
  const element = document.getElementById(id);
  const isControl = element?.matches('input, select, textarea, button') === true;
  const control = isControl
    ? element
    : element?.querySelector<HTMLElement>('input, select, textarea, button');
  element?.scrollIntoView({ block: 'start' });
  control?.focus({ preventScroll: true });
}
