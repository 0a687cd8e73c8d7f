import type { NoticeEvent } from '@rapport/api';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { refreshAfterNotice, useLive } from '../exchange/live.ts';
import { useNames } from '../exchange/names.ts';
import { useSession } from '../exchange/queries.ts';
import { useWords } from '../wording/use-words.ts';
import { Reference } from './facts.tsx';

/** Tells a signed-in reader politely, on any page, that a notice of another participant has come. */
export function Arrivals() {
  const session = useSession();
  const [newest, setNewest] = useState<NoticeEvent>();
  const whose = session === null ? undefined : `${session.participant}/${session.office}`;
  useLive(whose, {
    onNotice: (notice) => {
      refreshAfterNotice(notice);
      if (notice.participant !== session?.participant) setNewest(notice);
    },
  });
  const { pathname } = useLocation();
  const isOpen = pathname === `/threads/${newest?.thread}`;
  return <div aria-live="polite">{newest !== undefined && !isOpen && <Arrival notice={newest} />}</div>;
}

function Arrival({ notice }: { notice: NoticeEvent }) {
  const { t } = useWords();
  const names = useNames();
  return (
    <div className="office-bar arrival">
      <p className="width">
        <span>
          {t('arrival.text', { participant: names.participant(notice.participant) })}{' '}
          <Link to="/threads/$id" params={{ id: notice.thread }}>
            <Reference>{notice.reference}</Reference>
          </Link>
        </span>
      </p>
    </div>
  );
}
