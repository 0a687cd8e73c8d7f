import type { DraftWhole } from '@rapport/api';
import { useNames } from '../exchange/names.ts';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

/** What happened to a draft, the newest first. */
export function History({ events }: { events: DraftWhole['history'] }) {
  const { t } = useWords();
  const names = useNames();
  return (
    <Section title={t('drafts.history')} inMargin>
      <ol className="rows">
        {events.toReversed().map(({ at, by, kind, remark }) => (
          <li key={`${at} ${kind}`}>
            <div>
              {t(`drafts.event.${kind}`)} <bdi>{by.label ?? names.office(by.office)}</bdi>
            </div>
            {remark !== undefined && (
              <div className="small remark" dir="auto">
                {remark}
              </div>
            )}
            <div className="soft small">
              <Instant at={at} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
