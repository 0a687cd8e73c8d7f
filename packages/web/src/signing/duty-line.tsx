import { type DutyKey, type Session, standsInFor } from '@rapport/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Names } from '../exchange/names.ts';
import { useNames } from '../exchange/names.ts';
import { officeQuery } from '../exchange/queries.ts';
import { useNow } from '../thread/use-now.ts';
import { Instant } from '../ui/instant.tsx';
import { useWords, type Words } from '../wording/use-words.ts';

/** How a colleague's key is called: by its holder's title, else by its office and its first characters. */
export function keyName({ title, office, key }: DutyKey, names: Names, { t }: Pick<Words, 't'>): string {
  return title ?? t('office.key-name', { office: names.office(office), key });
}

/** That one is marked as away and who stands in; or for whom one stands in. */
export function DutyLine({ session }: { session: Session }) {
  const words = useWords();
  const { t } = words;
  const names = useNames();
  const now = useNow();
  const keys = useQuery(officeQuery).data?.keys ?? [];
  const own = keys.find(({ isYours }) => isYours);
  if (own === undefined || session.person !== undefined) return null;
  const deputy = keys.find(({ key }) => key === own.absence?.deputy);
  const away = own.absence !== undefined && own.absence.until > now ? own.absence : undefined;
  const standing = standsInFor(keys, own.key, now);
  return (
    <>
      {away !== undefined && (
        <p className="strip">
          {t('signing.you-are-away')} <Instant at={away.until} />.{' '}
          {deputy !== undefined && t('signing.deputy', { name: keyName(deputy, names, words) })}{' '}
          <Link to="/office">{t('office.title')}</Link>
        </p>
      )}
      {standing.length > 0 && (
        <p className="strip">
          {t('signing.stands-in', {
            names: words.list(standing.map((one) => keyName(one, names, words))),
          })}
        </p>
      )}
    </>
  );
}
