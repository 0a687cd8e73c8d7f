import type { Measure } from '@rapport/measures';
import { type Erasure, stepIn } from '@rapport/notices';
import { Link } from '@tanstack/react-router';
import type { Letter } from '../exchange/filed.ts';
import { useOrganisation, useSession } from '../exchange/queries.ts';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';

/** In place of what a notice said: that its sender has erased it, when and by what. */
export function Erased({ erased }: { erased: Erasure }) {
  const { t } = useWords();
  return (
    <div className="stack tight">
      <p className="strip">
        {t('letter.erased')} <Instant at={erased.takenIn} />.
      </p>
      <p className="soft small">{t('letter.erased.kept')}</p>
      <p className="actions small">
        <Link to="/notices/$id" params={{ id: erased.by }}>
          {t('letter.erased.by')}
        </Link>
      </p>
    </div>
  );
}

/** Leads a notice's own sender to its erasure, where a measure offers one and no register stands on the notice. */
export function EraseLink({ letter, measure }: { letter: Letter; measure: Measure }) {
  const { t } = useWords();
  const session = useSession();
  const { measures } = useOrganisation();
  const erasing = measures.find(
    ({ effects, isInForce }) => isInForce && effects['erases-notice'] !== undefined,
  );
  const isOwn = session?.participant === letter.notice.participant;
  const isPlain = stepIn(measure, letter)?.effect === undefined;
  const step = erasing?.effects['erases-notice'];
  if (erasing === undefined || step === undefined || !isOwn || !isPlain) return null;
  return (
    <Link
      to="/measures/$id/$edition/file/$step"
      params={{ id: erasing.id, edition: erasing.edition, step }}
      search={{ about: letter.id }}
    >
      {t('letter.erase')}
      <span className="visually-hidden"> {letter.reference}</span>
    </Link>
  );
}
