import type { OfficeView } from '@rapport/api';
import { useNames } from '../exchange/names.ts';
import { keyName } from '../signing/duty-line.tsx';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';

/** Each change of how the office works, the newest first. */
export function OfficeChanges({ view }: { view: OfficeView }) {
  const { t } = useWords();
  if (view.changes.length === 0) return <p className="soft">{t('office.no-changes')}</p>;
  return (
    <ol className="rows">
      {view.changes.map((change, number) => (
        <li key={`${change.at} ${change.kind} ${number}`}>
          <div>
            <What change={change} keys={view.keys} />
          </div>
          <div className="soft small">
            <Who change={change} keys={view.keys} />, <Instant at={change.at} />
          </div>
        </li>
      ))}
    </ol>
  );
}

type ChangeProps = { readonly change: OfficeView['changes'][number]; readonly keys: OfficeView['keys'] };

function Who({ change, keys }: ChangeProps) {
  const words = useWords();
  const names = useNames();
  const { key, office } = change;
  const found = keys.find((one) => one.key === key);
  return <bdi>{keyName(found ?? { key, office, since: 0, isYours: false }, names, words)}</bdi>;
}

function What({ change: { kind, value, office }, keys }: ChangeProps) {
  const words = useWords();
  const { t } = words;
  const names = useNames();
  if (kind === 'second-person') return t(value === 'on' ? 'office.did.second-on' : 'office.did.second-off');
  if (kind === 'undo-minutes') return t('office.did.undo', { minutes: Number(value) });
  if (kind === 'title')
    return value === '' ? t('office.did.title-off') : t('office.did.title', { title: value });
  if (kind === 'back') return t('office.did.back');
  const [until = '', key = ''] = value.split(' ');
  const found = keys.find((one) => one.key === key) ?? { key, office, since: 0, isYours: false };
  return (
    <>
      {t('office.away-until')} <Instant at={Number(until)} />.{' '}
      {t('signing.deputy', { name: keyName(found, names, words) })}
    </>
  );
}
