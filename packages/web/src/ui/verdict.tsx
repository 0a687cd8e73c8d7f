import type { ReactNode } from 'react';
import { useWords } from '../wording/use-words.ts';

/** The outcome of one check: a mark and a word, never colour alone. */
export function Verdict(props: {
  passed: boolean;
  title: string;
  seen?: string | undefined;
  children?: ReactNode;
}) {
  const { t } = useWords();
  const { passed, title, seen, children } = props;
  return (
    <li className="verdict">
      <span className={passed ? 'tag sound' : 'tag fault'}>
        <span aria-hidden="true">{passed ? '✓ ' : '✗ '}</span>
        {passed ? t('verdict.passed') : t('verdict.failed')}
      </span>
      <div>
        <p>{title}</p>
        {seen !== undefined && seen !== '' && (
          <p className="soft small">
            <code>{seen}</code>
          </p>
        )}
        {children !== undefined && children !== '' && <p className="fault-text">{children}</p>}
      </div>
    </li>
  );
}
